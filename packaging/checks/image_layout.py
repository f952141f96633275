"""Reads the tar of an OCI image as a runtime would, and unpacks it: image_layout.py IMAGE.tar FOLDER

Checks that every blob matches its digest, and that the layers contain nothing that does not belong in a container.
Writes FOLDER/config.json and the layers' files to FOLDER/root, and prints a summary of the image.
"""

import gzip
import hashlib
import io
import json
import pathlib
import re
import sys
import tarfile

image, folder = sys.argv[1], pathlib.Path(sys.argv[2])
layout = tarfile.open(image)
SECRETS = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----|requirepass|AWS_SECRET|password\s*[=:]\s*\S{4,}", re.IGNORECASE)


def read(name):
    return layout.extractfile(name).read()


def blob(descriptor):
    algorithm, digest = descriptor["digest"].split(":")
    data = read(f"blobs/{algorithm}/{digest}")
    assert hashlib.sha256(data).hexdigest() == digest, f"{digest} does not match its content"
    assert len(data) == descriptor["size"], f"{digest} does not have the stated size"
    return data


def say(what):
    print("ok   ", what)


assert json.loads(read("oci-layout")) == {"imageLayoutVersion": "1.0.0"}
(entry,) = json.loads(read("index.json"))["manifests"]
manifest = json.loads(blob(entry))
config_text = blob(manifest["config"])
config = json.loads(config_text)
settings = config["config"]
say(f"OCI layout of one image, {entry['platform']['os']}/{entry['platform']['architecture']}, all digests and sizes match")

(docker,) = json.loads(read("manifest.json"))
assert docker["Config"].endswith(manifest["config"]["digest"].split(":")[1])
assert [layer.split("/")[-1] for layer in docker["Layers"]] == [layer["digest"].split(":")[1] for layer in manifest["layers"]]
say(f"docker load would load the same image as {docker['RepoTags'][0]}")

root = folder / "root"
root.mkdir()
(folder / "config.json").write_bytes(config_text)
assert len(config["rootfs"]["diff_ids"]) == len(manifest["layers"]) == len(config["history"])
times = set()
for descriptor, contents, history in zip(manifest["layers"], config["rootfs"]["diff_ids"], config["history"]):
    data = gzip.decompress(blob(descriptor))
    assert "sha256:" + hashlib.sha256(data).hexdigest() == contents, "the content of a layer does not match its digest"
    layer = tarfile.open(fileobj=io.BytesIO(data))
    for member in layer:
        name = member.name
        times.add(member.mtime)
        assert member.uid == member.gid == 0, f"{name} is owned by {member.uid}"
        assert not member.mode & 0o6000, f"{name} is set-uid"
        assert not member.mode & 0o002 or name == "tmp" or member.issym(), f"{name} is world-writable"
        assert not re.search(r"(^|/)(sh|bash|apt|dpkg|\.git|\.ssh|\.m2)$", name), f"{name} does not belong in the image"
        if member.isfile() and not name.endswith((".jar", ".jsa", ".so", "lib/modules")):
            found = SECRETS.search(layer.extractfile(member).read())
            assert not found or name.startswith("opt/java/conf/"), f"{name} contains {found[0]!r}"
    layer.extractall(root, filter="fully_trusted") if hasattr(tarfile, "fully_trusted_filter") else layer.extractall(root)
    say(f"layer {history['created_by'].split(': ')[-1]}: {len(data) / 1e6:.1f} MB, {descriptor['size'] / 1e6:.1f} MB packed")
say("no file is set-uid, world-writable, a shell, owned by anyone but root, or looks like a secret")
assert len(times) == 1, f"several timestamps: {times}"
say("all files have the same timestamp")
for variable in settings["Env"]:
    assert "PASS" not in variable and "TOKEN" not in variable, variable

user = settings["User"]
assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", user), f"user {user} is not numeric, or is root"
say(f"user {user}, stop signal {settings['StopSignal']}")
say("entry point " + " ".join(settings["Entrypoint"]) + " | " + " ".join(settings["Cmd"]))
assert settings["Healthcheck"]["Test"][0] == "CMD", "no health check"
say("health check " + " ".join(settings["Healthcheck"]["Test"][-1:]) + f" every {settings['Healthcheck']['Interval'] / 1e9:.0f} s")
for name in ("title", "description", "version", "revision", "created", "licenses"):
    assert settings["Labels"].get(f"org.opencontainers.image.{name}"), f"no label {name}"
say(f"labels: version {settings['Labels']['org.opencontainers.image.version']}, revision, created, licenses and more")
