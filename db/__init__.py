"""The shared database: tables and migrations, all reading SQL in ``queries``, all writing in ``commands``."""
