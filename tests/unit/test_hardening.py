import subprocess
import sys

import pytest

PROBE = """
from concierge_tui.hardening import forbid_core_dumps
forbid_core_dumps()
import resource, ctypes
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux kernel what it was told")
def test_the_process_leaves_no_core_dump() -> None:
    said = subprocess.run(
        [sys.executable, "-c", PROBE], capture_output=True, text=True, check=True
    ).stdout

    assert said.strip() == "(0, 0) 0"
