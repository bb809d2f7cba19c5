"""Make a fresh computer ready to run or test Toolkit Editor: `python3 prepare.py run|test`.

Uses nothing but Python itself, and syntax old enough for an old Python to say what is missing.
Builds `.venv` from `requirements.lock`, looks whether Qt finds its system libraries, and where
something is missing either installs it (as root, or with sudo that asks nothing) or prints the one
line that does. Spelling dictionaries are installed where that is easy; the program works without.
Exit 0 ready, 2 something a person has to do first, said in a sentence.
"""

import ctypes
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "prepared-from"
NPM_LOCK = ROOT / "resources" / "setup" / "npm"
OLDEST_PYTHON = (3, 11)
OLDEST_GIT = (2, 39)
NEWER_PYTHONS = ("python3.14", "python3.13", "python3.12", "python3.11")

# A library Qt loads, by the name the system's loader knows, and the Debian package that brings it.
LIBRARIES_TO_START = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libX11.so.6": "libx11-6",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libbrotlidec.so.1": "libbrotli1",
}
LIBRARIES_FOR_A_WINDOW = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
# A file that must lie in one of the folders, and the Debian package that brings it.
DICTIONARY_FOLDERS = ("/usr/share/hunspell", "/usr/share/myspell/dicts", "/usr/share/myspell")
DICTIONARIES = {"en_CA.dic": "hunspell-en-ca", "fr.dic": "hunspell-fr"}
# Programs the tests drive: any of the names will do.
PROGRAMS_FOR_TESTS = {
    ("chromium", "chromium-browser", "google-chrome"): "chromium",
    ("Xvfb",): "xvfb",
    ("xauth",): "xauth",
    ("ssh-keygen",): "openssh-client",
    ("age",): "age",
    ("espeak-ng",): "espeak-ng",
    ("strace",): "strace",
    ("xdotool",): "xdotool",
    ("dbus-run-session",): "dbus-x11",
}
# What listens to the window as a screen reader does, and where Debian puts it. Elsewhere the tests
# that need it are skipped.
LISTENERS_FOR_TESTS = {
    "/usr/share/dbus-1/services/org.a11y.Bus.service": "at-spi2-core",
    "/usr/lib/python3/dist-packages/pyatspi": "python3-pyatspi",
}
# Real hosts the tests talk to, and where a server lies. They are installed only where the system
# would not start them: nobody wants an open door because of a test. Else those tests are skipped.
HOSTS_FOR_TESTS = {
    "/usr/sbin/sshd": "openssh-server",
    "/usr/sbin/lighttpd": "lighttpd",
    "/usr/lib/lighttpd/mod_openssl.so": "lighttpd-mod-openssl",
}
RUNS_SERVICES = Path("/run/systemd/system")


class NotReady(Exception):  # noqa: N818 - it is not an error of ours
    """Something only a person can put right; the text says what."""


def main(arguments):
    """Prepare for `run` or `test`; return the exit code."""
    purpose = arguments[0] if arguments else "run"
    if purpose not in ("run", "test"):
        print("Use: python3 resources/setup/prepare.py run|test", file=sys.stderr)
        return 2
    try:
        if sys.version_info[:2] < OLDEST_PYTHON:
            return hand_over(arguments)
        install_from_system(missing_from_system(purpose))
        offer_dictionaries()
        check_git()
        make_environment()
        if purpose == "test":
            offer_hosts()
            fetch_from_npm()
    except NotReady as sentence:
        print(sentence, file=sys.stderr)
        return 2
    return 0


def hand_over(arguments):
    """Run again with a newer Python where this computer has one."""
    for name in NEWER_PYTHONS:
        newer = shutil.which(name)
        if newer:
            return subprocess.call([newer, __file__, *list(arguments)])
    raise NotReady(
        "Toolkit Editor needs Python 3.11 or newer; this is Python {}.{}. Install a newer Python "
        "and try again, or name it: make PYTHON=python3.12".format(*sys.version_info[:2])
    )


def check_git():
    """Refuse to go on where git is missing or too old."""
    wanted = "{}.{}".format(*OLDEST_GIT)
    if not shutil.which("git"):
        hint = " On macOS: xcode-select --install" if sys.platform == "darwin" else ""
        raise NotReady("Toolkit Editor needs git " + wanted + " or newer; none was found." + hint)
    said = subprocess.check_output(["git", "--version"]).decode("utf-8", "replace").strip()
    found = re.search(r"(\d+)\.(\d+)", said)
    if not found or (int(found.group(1)), int(found.group(2))) < OLDEST_GIT:
        raise NotReady(
            "Toolkit Editor needs git " + wanted + " or newer; this is " + said + ". "
            "Install a newer git and try again."
        )


def missing_from_system(purpose):
    """The Debian packages whose library or program is not there, in a stable order."""
    if not sys.platform.startswith("linux"):
        return []
    libraries = dict(LIBRARIES_TO_START)
    libraries.update(LIBRARIES_FOR_A_WINDOW)
    missing = [package for name, package in libraries.items() if not loads(name)]
    if not shutil.which("git"):
        missing.append("git")
    if not has_venv():
        missing.append("python{}.{}-venv".format(*sys.version_info[:2]))
    if purpose == "test":
        for names, package in PROGRAMS_FOR_TESTS.items():
            if not any(shutil.which(name) for name in names):
                missing.append(package)
        if shutil.which("apt-get"):
            missing += [package for at, package in LISTENERS_FOR_TESTS.items() if not exists(at)]
    return missing


def exists(path):
    """Whether there is anything at `path`."""
    return Path(path).exists()


def loads(library):
    """Whether the system's loader finds `library`."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_venv():
    """Whether this Python can make an environment with pip in it."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        return False
    return True


def install_from_system(packages):
    """Install Debian `packages` where that needs no password, else say the line that does."""
    if not packages:
        return
    line = "apt-get install --yes --no-install-recommends " + " ".join(packages)
    if not shutil.which("apt-get"):
        raise NotReady(
            "Some system parts are missing. Debian and Ubuntu call them: "
            + " ".join(packages)
            + ". Install your system's packages of the same libraries and try again."
        )
    prefix = as_root()
    if prefix is None:
        raise NotReady(
            "Some system parts are missing. This line installs them; then try again:\n"
            "  sudo apt-get update && sudo " + line
        )
    print("Installing from the system's packages: " + " ".join(packages))
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for command in (["apt-get", "update", "-qq"], line.split()):
        if subprocess.call(prefix + command, env=quiet, stdout=subprocess.DEVNULL) != 0:
            raise NotReady(
                "The system parts could not be installed. Look at the lines above, then try:\n"
                "  sudo apt-get update && sudo " + line
            )


def offer_dictionaries():
    """Install the spelling dictionaries that are missing, or say what would; never refuse."""
    missing = [package for name, package in DICTIONARIES.items() if not has_dictionary(name)]
    if not missing or not sys.platform.startswith("linux"):
        return
    try:
        install_from_system(missing)
    except NotReady as sentence:
        print("Spelling help is not complete. " + str(sentence))


def offer_hosts():
    """Install the servers the tests talk to where that starts none; else say what would."""
    if not sys.platform.startswith("linux") or not shutil.which("apt-get"):
        return
    missing = [package for at, package in HOSTS_FOR_TESTS.items() if not exists(at)]
    if not missing:
        return
    if RUNS_SERVICES.exists():
        print(
            "Tests with real hosts are skipped where a server is missing. This line brings them, "
            "and this computer may start them:\n  sudo apt-get install --no-install-recommends "
            + " ".join(missing)
        )
        return
    os.environ["RUNLEVEL"] = "1"  # Debian's way to say: install, but start nothing
    try:
        install_from_system(missing)
    except NotReady as sentence:
        print("Tests with real hosts are skipped. " + str(sentence))


def has_dictionary(name):
    """Whether a spelling dictionary lies where the program looks for it."""
    return any(Path(folder, name).is_file() for folder in DICTIONARY_FOLDERS)


def as_root():
    """What to put before a command to run it as root without a password; None where impossible."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.call([sudo, "-n", "true"], stderr=subprocess.DEVNULL) == 0:
        return [sudo, "-n", "env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1"]
    return None


def make_environment():
    """Build or refresh `.venv`; nothing happens while the lock and pyproject.toml are the same."""
    if not has_venv():
        raise NotReady(
            "This Python cannot make an environment: its venv or ensurepip module is missing. "
            "Install it (Debian and Ubuntu: apt-get install python3-venv) and try again."
        )
    wanted = fingerprint()
    if STAMP.is_file() and STAMP.read_text() == wanted:
        return
    print("Preparing the environment in .venv (a few minutes the first time) ...")
    if STAMP.is_file():
        STAMP.unlink()
    if not environment_python().exists():
        run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    pip = [str(environment_python()), "-m", "pip", "install", "--quiet"]
    run([*pip, "--require-hashes", "--requirement", str(LOCK)])
    run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
    STAMP.write_text(wanted)


def environment_python():
    """The Python inside `.venv`."""
    inside = Path("Scripts", "python.exe") if os.name == "nt" else Path("bin", "python")
    return VENV / inside


def fingerprint():
    """What `.venv` depends on: the lock, pyproject.toml, this Python and this folder."""
    digest = hashlib.sha256()
    for path in (LOCK, ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    digest.update("{} {}".format(sys.version, ROOT).encode("utf-8"))
    return digest.hexdigest()


def run(command):
    """Run `command`; a failure becomes a sentence."""
    environment = dict(os.environ, PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_ROOT_USER_ACTION="ignore")
    environment.pop("PYTHONPATH", None)
    if subprocess.call(command, cwd=str(ROOT), env=environment) != 0:
        raise NotReady(
            "Preparing the environment did not work: " + " ".join(command) + "\n"
            "Look at the lines above. Without a connection, connect and try again."
        )


def fetch_from_npm():
    """Put what tests need from npm (axe-core, real Markdown) into `.venv/npm` where npm is there.

    Their versions and contents are pinned in `resources/setup/npm`.
    """
    target = VENV / "npm"
    placed = target / "package-lock.json"
    if placed.is_file() and placed.read_bytes() == (NPM_LOCK / placed.name).read_bytes():
        return
    npm = shutil.which("npm")
    if not npm:
        print("npm was not found: tests with axe-core and with others' Markdown will be skipped.")
        return
    shutil.rmtree(str(target), ignore_errors=True)
    target.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(str(NPM_LOCK / name), str(target / name))
    flags = ["--ignore-scripts", "--legacy-peer-deps", "--no-audit", "--no-fund", "--silent"]
    if subprocess.call([npm, "ci", *flags], cwd=str(target)) != 0:
        shutil.rmtree(str(target))
        print("npm could not fetch axe-core and others' Markdown: their tests are skipped.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
