"""Actions brought in from workbooks and from the clipboard."""
