"""What `pip` builds Andiron with (PEP 517): maturin where there is native code for that Python, else hatchling.

For Python 3.13 and 3.14 that is the native code of lazy imports, without the compiler, which knows 3.12 alone. From
Python 3.15 on lazy imports are Python's own (PEP 810), and Andiron's part in them is Python code: a wheel of the
package's Python files is all it takes.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

NATIVE = sys.version_info < (3, 15)
_REQUIREMENT = "maturin>=1.9,<2" if NATIVE else "hatchling>=1.27,<2"


def _backend() -> Any:
    if NATIVE:
        import maturin

        if sys.version_info >= (3, 13):
            os.environ.setdefault("MATURIN_PEP517_ARGS", "--no-default-features")
    else:
        import hatchling.build as maturin
    return maturin


def _requires(config_settings: Any = None) -> list[str]:
    return [_REQUIREMENT]


get_requires_for_build_wheel = get_requires_for_build_sdist = get_requires_for_build_editable = _requires


def prepare_metadata_for_build_wheel(metadata_directory: str, config_settings: Any = None) -> str:
    return str(_backend().prepare_metadata_for_build_wheel(metadata_directory, config_settings))


def prepare_metadata_for_build_editable(metadata_directory: str, config_settings: Any = None) -> str:
    return str(_backend().prepare_metadata_for_build_editable(metadata_directory, config_settings))


def build_wheel(wheel_directory: str, config_settings: Any = None, metadata_directory: str | None = None) -> str:
    return str(_backend().build_wheel(wheel_directory, config_settings, metadata_directory))


def build_editable(wheel_directory: str, config_settings: Any = None, metadata_directory: str | None = None) -> str:
    return str(_backend().build_editable(wheel_directory, config_settings, metadata_directory))


def build_sdist(sdist_directory: str, config_settings: Any = None) -> str:
    return str(_backend().build_sdist(sdist_directory, config_settings))
