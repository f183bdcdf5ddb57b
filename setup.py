"""Builds the extension of the Python package with CMake, for `pip install .`; all metadata stand in pyproject.toml."""
import re
import shutil
import subprocess
import sys
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

ROOT = Path(__file__).resolve().parent


class CMakeBuild(build_ext):
    """Configures and builds the one target, and puts the module where the wheel expects it."""

    def build_extension(self, ext):
        build = Path(self.build_temp).resolve() / "cmake"
        options = ["-DCMAKE_BUILD_TYPE=Release", "-DTARAZI_WEB=OFF", "-DTARAZI_TESTS=OFF", f"-DPython3_EXECUTABLE={sys.executable}"]
        try:
            import pybind11
            options.append(f"-Dpybind11_DIR={pybind11.get_cmake_dir()}")
        except ImportError:
            pass  # CMake looks for the one of the system
        if shutil.which("ninja"):
            options += ["-G", "Ninja"]
        subprocess.run(["cmake", "-S", ROOT, "-B", build, *options], check=True)
        subprocess.run(["cmake", "--build", build, "--target", "tarazi_python", "--parallel"], check=True)
        module = next((build / "python/tarazi").glob("_core*.so"))
        target = Path(self.get_ext_fullpath(ext.name)).resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(module, target)


setup(
    version=re.search(r"project\(tarazi VERSION ([0-9.]+)", (ROOT / "CMakeLists.txt").read_text())[1],
    ext_modules=[Extension("tarazi._core", sources=[])],
    cmdclass={"build_ext": CMakeBuild},
)
