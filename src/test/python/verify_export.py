"""Verifies an export of the audit log of ons-relay: docs/audit-log.md states the form.

python3 verify_export.py EXPORT KEY   (KEY is name+id+key; exit status 0 if nothing was altered)
"""
import base64
import hashlib
import json
import struct
import sys

# Ed25519, RFC 8032, section 6
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def check(fine, message):
    if not fine:
        sys.exit(message)


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(s, p):
    q = (0, 1, 1, 0)
    while s > 0:
        if s & 1:
            q = add(q, p)
        p, s = add(p, p), s >> 1
    return q


def decompress(data):
    y = int.from_bytes(data, 'little')
    sign, y = y >> 255, y & ((1 << 255) - 1)
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    check(y < P and (x * x - x2) % P == 0, 'a point is not on the curve')
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = decompress((4 * pow(5, P - 2, P) % P).to_bytes(32, 'little'))


def signed(public, text, signature):
    s = int.from_bytes(signature[32:], 'little')
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + text).digest(), 'little') % L
    p, q = multiply(s, BASE), add(decompress(signature[:32]), multiply(h, decompress(public)))
    return s < L and (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


def sha(*parts):
    return hashlib.sha256(b''.join(parts)).digest()


def push(tree, height, digest):  # RFC 6962, section 2.1
    while tree and tree[-1][0] == height:
        height, digest = height + 1, sha(b'\1', tree.pop()[1], digest)
    tree.append((height, digest))


def root(tree):
    digest = tree[-1][1] if tree else sha()
    for _, left in reversed(tree[:-1]):
        digest = sha(b'\1', left, digest)
    return digest


def field(value):
    return struct.pack('>i', -1) if value is None else struct.pack('>I', len(value)) + value


def text(value):
    return None if value is None else value.replace('\0', '\ufffd').encode()


def leaf(r):
    fields = [text(r['destination']), text(r['messageId']), struct.pack('>q', r['receivedAt']),
              struct.pack('>q', r['occurredAt']), bytes([r['malformed']]), text(r['kind']), text(r['topic']),
              text(r['type']), text(r['resource']), text(r['compartment']), text(r['headers']),
              bytes.fromhex(r['bodySha256'])]
    return sha(b'\0\1', *map(field, fields))


def checkpoint(note, keys):
    body, signatures = note.rsplit('\n\n', 1)
    body += '\n'
    found = []
    for line in signatures.splitlines():
        _, name, data = line.split(' ')
        data = base64.b64decode(data)
        public = keys.get((name, data[:4]))
        if public is not None:
            check(signed(public, body.encode(), data[4:]), 'bad signature')
            found.append(name)
    check(found, 'unknown key')
    lines = body.splitlines()
    for line in lines:
        if line.startswith('next-key '):
            trust(line.split(' ')[1], keys)
    return int(lines[1]), base64.b64decode(lines[2])


def trust(key, keys):
    name, ident, data = key.split('+', 2)
    keys[name, bytes.fromhex(ident)] = base64.b64decode(data)[1:]


def main(path, key):
    keys, erased, covered = {}, {}, 0
    trust(key, keys)
    with open(path, encoding='utf-8', newline='\n') as lines:
        heading = json.loads(next(lines))
        check(heading.get('export') == 'ons-relay-audit-log' and heading['version'] == 1, 'no export of this version')
        size, tree, end = heading['from'], [], None
        heights = [bit for bit in range(62, -1, -1) if size >> bit & 1]
        check(len(heights) == len(heading['frontier']), 'the frontier does not fit')
        for height, digest in zip(heights, heading['frontier']):
            push(tree, height, base64.b64decode(digest))
        count = size
        for line in lines:
            line = json.loads(line)
            if 'index' in line:
                check(line['index'] == size == count, f'record {size} is missing')
                check(leaf(line) == base64.b64decode(line['leaf']), f'record {size}: headers or metadata edited')
                body = base64.b64decode(line['body'])
                if hashlib.sha256(body).hexdigest() != line['bodySha256']:
                    check(body == b'', f'record {size}: body edited')
                    erased[line['messageId'], line['bodySha256']] = size
                elif line['kind'] == 'ERASURE' and line['destination'] == 'ons-relay':
                    entry = json.loads(body)
                    erased.pop((entry['message'], entry['sha256']), None)
                push(tree, 0, leaf(line))
                size = count = size + 1
            elif 'subtree' in line:
                push(tree, line['subtree']['height'], base64.b64decode(line['subtree']['hash']))
                size += 1 << line['subtree']['height']
            elif 'rotation' in line:
                checkpoint(line['rotation'], keys)
            elif 'checkpoint' in line:
                signed_size, signed_root = checkpoint(line['checkpoint'], keys)
                check(signed_size == size and signed_root == root(tree), f'the first {signed_size} records were rewritten')
                covered = size
            else:
                end = line['end']
    check(end is not None and end['to'] == count, 'the export is not whole')
    check(not erased, f'body erased without a record of it: {sorted(erased.values())}')
    print(f'{count - heading["from"]} records are as they were; checkpoints cover {min(covered, count)} of {count}')


if __name__ == '__main__':
    main(*sys.argv[1:3])
