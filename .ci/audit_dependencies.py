"""Fail when a locked package has a known weakness; say so, and go on, where nobody can be asked."""

import json
import subprocess
import sys

# No packages are resolved or installed: the lock names them all.
AUDIT = ("-m", "pip_audit", "-r", "requirements-nodes.txt", "--require-hashes", "--disable-pip", "--format", "json")


def main() -> int:
    done = subprocess.run([sys.executable, *AUDIT], capture_output=True, text=True)  # noqa: S603
    if not done.stdout:
        print("Weaknesses of packages: nobody could be asked.", *done.stderr.splitlines()[-1:])  # noqa: T201
        return 0
    packages = json.loads(done.stdout)["dependencies"]
    weak = [f"{item['name']} {item['version']}: {found['id']}" for item in packages for found in item.get("vulns", ())]
    unknown = sum("skip_reason" in item for item in packages)
    told = weak or [f"Weaknesses of packages: none known, {unknown} of {len(packages)} could not be asked about."]
    print(*told, sep="\n")  # noqa: T201
    return int(bool(weak))


if __name__ == "__main__":
    sys.exit(main())
