"""All reading SQL, one subject a file. Every query takes the asker's Scope and applies it itself."""
