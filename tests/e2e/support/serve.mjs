/*
 * Serves the built page from memory, as it is. `vite preview` packs every file anew for every visit, and each test
 * is a first visit: packing and unpacking took a tenth of the time of opening the page.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';

const [folder = 'dist', port] = process.argv.slice(2);

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

const files = new Map(
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice(folder.length).replaceAll(sep, '/'), { path, body: readFileSync(path) }]),
);

createServer(({ url = '/' }, response) => {
  const { pathname } = new URL(url, 'http://127.0.0.1');
  const file = files.get(pathname === '/' ? '/index.html' : decodeURIComponent(pathname));
  if (file === undefined) {
    response.writeHead(404).end();
    return;
  }
  const type = TYPES[extname(file.path)] ?? 'application/octet-stream';
  const caching = pathname.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache';
  response.writeHead(200, { 'content-type': type, 'content-length': file.body.length, 'cache-control': caching });
  response.end(file.body);
}).listen(Number(port), '127.0.0.1');
