"""What the figures were measured on, and how much memory processes take (Linux)."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path


def described() -> dict[str, object]:
    return {
        "processor": _line("/proc/cpuinfo", "model name") or platform.machine(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "django": version("django"),
    }


def _line(path: str, key: str) -> str:
    try:
        lines = Path(path).read_text().splitlines()
    except OSError:
        return ""
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(key)), "")


def resident_mb(pid: int) -> float:
    """Memory a process holds now, shared pages counted in proportion."""
    kilobytes = _line(f"/proc/{pid}/smaps_rollup", "Pss") or _line(f"/proc/{pid}/status", "VmRSS")
    return round(int(kilobytes.split()[0]) / 1024, 1) if kilobytes else 0.0


def peak_mb(pid: int) -> float:
    """The most it ever held since its start or since `forget_peak`."""
    kilobytes = _line(f"/proc/{pid}/status", "VmHWM")
    return round(int(kilobytes.split()[0]) / 1024, 1) if kilobytes else 0.0


def forget_peak(pid: int) -> None:
    try:
        Path(f"/proc/{pid}/clear_refs").write_text("5")
    except OSError:
        return


def processor_ms(pids: list[int]) -> float:
    """Milliseconds of processor those processes have used since they started."""
    ticks = 0
    for pid in pids:
        try:
            words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += int(words[11]) + int(words[12])
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


def children(pid: int) -> list[int]:
    """Processes started by `pid`, and theirs."""
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    found = [int(word) for word in text.split()]
    return found + [deeper for child in found for deeper in children(child)]
