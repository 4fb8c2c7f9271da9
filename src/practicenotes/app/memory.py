"""Keeps the memory of this process out of core files, and from other programs of the same account.

An administrator, and malware that has become one, reads it all the same: docs/security.md says so.
"""

import sys


_NO_DUMP = 4  # PR_SET_DUMPABLE, prctl(2)
_DENY_ATTACH = 31  # PT_DENY_ATTACH, ptrace(2) of macOS

# Others of the same account may end the process and wait for it; the system may do anything.
_OWN_RIGHTS = "D:P(A;;0x00101001;;;OW)(A;;0x001FFFFF;;;SY)"
_DACL = 4  # DACL_SECURITY_INFORMATION


def seclude() -> None:
    """Leave no core file, and let no other program look in, as far as the system has a way."""
    import ctypes

    if sys.platform == "win32":
        _seclude_on_windows()
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    library = ctypes.CDLL(None)
    if sys.platform == "darwin":  # untested: nobody had one at hand
        library.ptrace(_DENY_ATTACH, 0, None, 0)
    elif sys.platform == "linux":
        library.prctl(_NO_DUMP, 0, 0, 0, 0)


def _seclude_on_windows() -> None:
    """Take the right to read this process from its own account; untested: nobody had one at hand.

    ConvertStringSecurityDescriptorToSecurityDescriptorW and SetKernelObjectSecurity, as documented.
    """
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes

        descriptor = ctypes.c_void_p()
        converted = ctypes.windll.advapi32.ConvertStringSecurityDescriptorToSecurityDescriptorW(
            _OWN_RIGHTS, 1, ctypes.byref(descriptor), None
        )
        if converted:
            here = wintypes.HANDLE(-1)  # GetCurrentProcess
            ctypes.windll.advapi32.SetKernelObjectSecurity(here, _DACL, descriptor)
            ctypes.windll.kernel32.LocalFree(descriptor)
