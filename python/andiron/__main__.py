"""``python -m andiron``. The program takes over this module's namespace, so nothing else may stand here."""

from andiron._command import main

if __name__ == "__main__":
    main(as_module=True)
