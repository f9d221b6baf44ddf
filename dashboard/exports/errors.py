"""Why an export was not made."""


class ExportError(Exception):
    """No file was made."""


class UnsafeTableError(ExportError):
    """A table under ``funder`` or ``public`` that disclosure control did not make, or one made for another profile."""


class ChartError(ExportError):
    """A chart asks for rows or columns that its table does not have."""


class CancelledError(ExportError):
    """Whoever asked for the files no longer wants them."""
