"""Every public name has a docstring and type hints that hold: the stub of the extension lists exactly what is there."""
import ast
import inspect
import unittest
from pathlib import Path

import tarazi

PACKAGE = Path(tarazi.__file__).parent


def public(thing):
    """Names of a class that users see, with the objects behind them."""
    return {name: member for name, member in vars(thing).items() if not name.startswith("_")}


class Names(unittest.TestCase):
    def test_all_is_there_and_documented(self):
        self.assertEqual(sorted(tarazi.__all__), sorted(set(tarazi.__all__)))
        for name in tarazi.__all__:
            thing = getattr(tarazi, name)
            if not (inspect.isclass(thing) or callable(thing)):
                continue
            with self.subTest(name):
                self.assertGreater(len(inspect.getdoc(thing) or ""), 20)
                if inspect.isclass(thing):
                    for member_name, member in public(thing).items():
                        if callable(member) or isinstance(member, property):
                            self.assertGreater(len(inspect.getdoc(member) or ""), 15, f"{name}.{member_name}")

    def test_public_functions_have_hints(self):
        for name in tarazi.__all__:
            thing = getattr(tarazi, name)
            functions = {name: thing} if inspect.isfunction(thing) else {f"{name}.{k}": v for k, v in public(thing).items()
                                                                        if inspect.isfunction(v)} if inspect.isclass(thing) else {}
            for label, function in functions.items():
                signature = inspect.signature(function)
                bare = [p.name for p in signature.parameters.values() if p.name not in ("self", "cls", "ax") and p.annotation is p.empty]
                self.assertEqual(bare, [], label)

    def test_the_stub_lists_the_extension(self):
        tree = ast.parse((PACKAGE / "_core.pyi").read_text())
        stubbed, classes = set(), {}
        for node in tree.body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                stubbed.add(node.name)
            if isinstance(node, ast.ClassDef):
                classes[node.name] = {m.name for m in node.body if isinstance(m, ast.FunctionDef)}
            if isinstance(node, ast.AnnAssign):
                stubbed.add(node.target.id)
        there = {name for name in vars(tarazi._core) if not name.startswith("__") or name == "__version__"}
        self.assertEqual(there ^ stubbed, set(), "names in the extension and not in its stub, or the reverse")
        for name, members in classes.items():
            real = {m for m in vars(getattr(tarazi._core, name)) if not m.startswith("_")} | ({"__init__"} & members)
            self.assertEqual(real ^ members, set(), name)

    def test_functions_say_what_they_return(self):
        for name in ("study", "open_study", "run", "load", "parse"):
            self.assertIn("return", getattr(tarazi, name).__annotations__, name)
        self.assertTrue((PACKAGE / "py.typed").exists())


if __name__ == "__main__":
    unittest.main()
