"""Runs every notebook from its first cell to its last with the interpreter that runs this test, and checks that
each is a lesson: question, prediction, discussion, exercise, and no stored outputs."""
import sys
import unittest
from pathlib import Path

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))

try:
    import nbformat
    from jupyter_client import KernelManager
    from nbclient import NotebookClient
except ImportError as error:
    nbformat = None
    MISSING = str(error)


@unittest.skipIf(nbformat is None, "nbclient and nbformat are not installed")
class Notebooks(unittest.TestCase):
    def test_there_are_notebooks(self):
        self.assertGreaterEqual(len(NOTEBOOKS), 3)

    def test_each_is_a_lesson(self):
        for path in NOTEBOOKS:
            with self.subTest(path.name):
                book = nbformat.read(path, 4)
                prose = "\n".join(cell.source for cell in book.cells if cell.cell_type == "markdown")
                for part in ("**Question.**", "**Prediction.**", "**Discussion.**", "**Exercise.**"):
                    self.assertIn(part, prose)
                self.assertLess(path.stat().st_size, 200_000)
                for cell in book.cells:
                    if cell.cell_type == "code":
                        self.assertEqual(cell.outputs, [], "outputs are stripped before a commit")

    def test_each_runs(self):
        for path in NOTEBOOKS:
            with self.subTest(path.name):
                book = nbformat.read(path, 4)
                manager = KernelManager(kernel_name="python3")
                manager.kernel_spec.argv[0] = sys.executable  # not another python3 that happens to be first on PATH
                client = NotebookClient(book, km=manager, timeout=300, resources={"metadata": {"path": str(path.parent)}})
                try:
                    client.execute()
                finally:
                    if manager.has_kernel:
                        manager.shutdown_kernel(now=True)
                ran = [cell for cell in book.cells if cell.cell_type == "code" and cell.execution_count]
                self.assertEqual(len(ran), sum(cell.cell_type == "code" for cell in book.cells))


if __name__ == "__main__":
    unittest.main()
