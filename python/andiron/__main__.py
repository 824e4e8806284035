"""``python -m andiron``. The program takes over this module's namespace, so nothing else may stand here."""

from andiron._command import main

main(as_module=True)
