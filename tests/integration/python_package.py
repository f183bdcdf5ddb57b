"""`pip install .` into a fresh virtual environment, from a copy of the tracked files; then a run and a study there.
The build tools are Debian's, nothing is fetched: --no-build-isolation. Packages of the system serve as dependencies."""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).parents[2]
CHECK = """
import tarazi, sys
assert sys.prefix in tarazi.__file__, tarazi.__file__
run = tarazi.load(sys.argv[1] + "/configs/scenarios/baseline-2024.yaml").run(12)
study = tarazi.study(sys.argv[1] + "/configs/studies/tipping.yaml", progress=False)
print(tarazi.__version__, run.signature, len(study.runs))
"""


def call(*words, **more):
    done = subprocess.run([str(w) for w in words], capture_output=True, text=True, timeout=590, **more)
    if done.returncode != 0:
        raise AssertionError(f"{words}: {done.returncode}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


class Package(unittest.TestCase):
    def test_install_and_use(self):
        # A fixed place lets the compiler cache find what it built there before.
        place = Path(os.environ.get("TARAZI_PACKAGE_DIR", tempfile.gettempdir())) / f"tarazi-package-{os.getuid()}"
        shutil.rmtree(place, ignore_errors=True)
        source = place / "source"
        tracked = call("git", "-C", ROOT, "ls-files", "-co", "--exclude-standard", "-z").split("\0")
        for name in filter(None, tracked):
            if (ROOT / name).is_file() and not name.startswith(("src/web/", "tests/")):
                (source / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / name, source / name)
        call(sys.executable, "-m", "venv", "--system-site-packages", place / "venv")
        python = place / "venv/bin/python"
        clean = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
        if shutil.which("ccache"):
            clean["CMAKE_CXX_COMPILER_LAUNCHER"] = "ccache"
        call(python, "-m", "pip", "install", "--no-build-isolation", "--no-deps", "--no-index", "--quiet", source, env=clean)
        version, signature, rows = call(python, "-c", CHECK, source, cwd=place, env=clean).split()
        import tarazi
        self.assertEqual(version, tarazi.__version__)
        self.assertEqual(signature, tarazi.load(ROOT / "configs/scenarios/baseline-2024.yaml").run(12).signature)
        self.assertGreater(int(rows), 1000)
        shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    unittest.main()
