"""All writing, one subject a file. Every command writes its audit row in the transaction that does it."""
