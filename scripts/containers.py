"""Makes the binary files in crates/dateline-read/tests/fixtures that Rust does not make by itself.

    python scripts/containers.py      (needs pandas and pyarrow)

The texts are ours. The files are the tools' own work, so that their readers are not tested on what we wrote ourselves.
"""

import bz2
import lzma
import pathlib
import subprocess

import pandas

FIXTURES = pathlib.Path(__file__).parent.parent / "crates/dateline-read/tests/fixtures"
TEXT = "The ferry Marigold sank off Port Ness on Monday, the owners said. No one was hurt.\n"

(FIXTURES / "ferry.txt.xz").write_bytes(lzma.compress(TEXT.encode()))
(FIXTURES / "ferry.txt.bz2").write_bytes(bz2.compress(TEXT.encode()))
zstd = subprocess.run(["zstd", "--quiet", "--stdout"], input=TEXT.encode(), capture_output=True, check=True)
(FIXTURES / "ferry.txt.zst").write_bytes(zstd.stdout)
rows = pandas.DataFrame({
    "title": ["Ferry", "Steamer"],
    "text": [TEXT, "The steamer was raised from the harbour on Friday."],
    "date": pandas.to_datetime(["1999-03-02T08:15:00Z", "1999-03-05T10:00:00Z"]),
    "authors": [["Ada Finch", "Bo Gull"], []],
})
rows.to_parquet(FIXTURES / "rows.parquet", index=False)
