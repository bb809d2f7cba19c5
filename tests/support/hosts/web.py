"""lighttpd with TLS and sign-in in front of git's own web backend, and what can go wrong there."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from support.hosts.certificates import authority
from support.hosts.servers import needed, serving


@dataclass(frozen=True)
class WebHost:
    """A running web host. Who may sign in can be changed while it runs."""

    port: int
    root: Path
    authority: Path
    users: Path

    @property
    def origin(self) -> str:
        """The start of every address here."""
        return f"https://127.0.0.1:{self.port}"

    def address(self, name: str = "toolkit.git", under: str = "git") -> str:
        """The address of a repository; `under` may be `closed` (403) or `broken` (500)."""
        return f"{self.origin}/{under}/{name}"

    def let_in(self, users: Mapping[str, str]) -> None:
        """Only these may sign in from now on, with these tokens."""
        self.users.write_text("".join(f"{name}:{token}\n" for name, token in users.items()))

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs to believe this host."""
        return {"GIT_SSL_CAINFO": str(self.authority)}


@contextlib.contextmanager
def web_host(folder: Path, root: Path, users: Mapping[str, str]) -> Iterator[WebHost]:
    """Serve the bare repositories in `root` to `users`; settings and logs lie in `folder`."""
    lighttpd = needed("lighttpd", "lighttpd")
    places = ("lighttpd/mod_openssl.so", "*/lighttpd/mod_openssl.so")
    if not any(list(Path("/usr/lib").glob(place)) for place in places):
        needed("mod_openssl.so", "lighttpd-mod-openssl")
    folder.mkdir(parents=True, exist_ok=True)
    ca, pem = authority(folder)
    known, fails = folder / "users", folder / "fails"
    fails.write_text("#!/bin/sh\nexit 1\n")
    fails.chmod(0o755)
    listed = subprocess.run(["git", "--exec-path"], capture_output=True, text=True, check=True)
    backend = Path(listed.stdout.strip()) / "git-http-backend"
    if not backend.exists():
        needed("git-http-backend", "git")

    def command(port: int) -> list[str]:
        settings = folder / "lighttpd.conf"
        settings.write_text(_SETTINGS.format(**locals(), **here))
        return [lighttpd, "-D", "-f", str(settings)]

    here = {"root": root, "pem": pem, "known": known, "fails": fails, "backend": backend}
    known.touch(mode=0o600)
    with serving(command, folder / "log") as (port, _stop):
        host = WebHost(port, root, ca, known)
        host.let_in(users)
        yield host


_SETTINGS = """\
server.modules = ("mod_access", "mod_alias", "mod_auth", "mod_authn_file", "mod_cgi",
                  "mod_setenv", "mod_openssl")
server.document-root = "{root}"
server.bind = "127.0.0.1"
server.port = {port}
ssl.engine = "enable"
ssl.pemfile = "{pem}"
auth.backend = "plain"
auth.backend.plain.userfile = "{known}"
alias.url = ("/git" => "{backend}", "/broken" => "{fails}")
$HTTP["url"] =~ "^/closed" {{ url.access-deny = ("") }}
$HTTP["url"] =~ "^/(git|broken)" {{
  cgi.assign = ("" => "")
  setenv.add-environment = ("GIT_PROJECT_ROOT" => "{root}", "GIT_HTTP_EXPORT_ALL" => "1")
}}
$HTTP["url"] =~ "^/git" {{
  auth.require = ("" => ("method" => "basic", "realm" => "git", "require" => "valid-user"))
}}
"""
