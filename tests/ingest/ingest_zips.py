"""ZIP archives made for tests, with names as other software writes them."""

import io
import zipfile


def zipped(members, *, method=zipfile.ZIP_DEFLATED):
    """A ZIP of (name, content); a name in bytes is stored as it is, without the UTF-8 flag."""
    buffer = io.BytesIO()
    renamed = {}
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for number, (name, content) in enumerate(members):
            if isinstance(name, bytes):
                plain = f"{number:0{len(name)}d}"
                renamed[plain.encode()] = name
                name = plain
            archive.writestr(name, content)
    data = buffer.getvalue()
    for plain, name in renamed.items():
        data = data.replace(plain, name)
    return data
