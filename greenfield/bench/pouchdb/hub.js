// A PouchDB server on loopback that counts what goes over the line: each body as gzip would send it, and the headers.
const zlib = require('zlib');
const express = require('express');
const PouchDB = require('pouchdb').defaults({ prefix: process.argv[2] + '/' });
const pouch = require('express-pouchdb')(PouchDB, { mode: 'minimumForPouchDB', inMemoryConfig: true });

const counted = { requests: 0, up: 0, up_plain: 0, down: 0 };
const size = (body) => (body.length ? Math.min(body.length, zlib.gzipSync(body).length) : 0);
const headers = (pairs) => pairs.reduce((sum, part) => sum + Buffer.byteLength(String(part)) + 2, 0);

const app = express();
app.get('/counted', (request, answer) => answer.json(counted));
app.use((request, answer, next) => {
  counted.requests += 1;
  const sent = [];
  const got = [];
  const emit = request.emit.bind(request);
  request.emit = (event, part) => {
    if (event === 'data') got.push(Buffer.from(part));
    if (event === 'end') {
      const around = headers(request.rawHeaders) + request.url.length;
      counted.up += size(Buffer.concat(got)) + around;
      counted.up_plain += Buffer.concat(got).length + around; // PouchDB itself never compresses what it sends
    }
    return emit(event, part);
  };
  const write = answer.write.bind(answer);
  const end = answer.end.bind(answer);
  const keep = (part, encoding) => {
    if (part && typeof part !== 'function') sent.push(Buffer.isBuffer(part) ? part : Buffer.from(part, typeof encoding === 'string' ? encoding : 'utf8'));
  };
  answer.write = (part, encoding, done) => { keep(part, encoding); return write(part, encoding, done); };
  answer.end = (part, encoding, done) => {
    keep(part, encoding);
    counted.down += size(Buffer.concat(sent)) + headers(Object.entries(answer.getHeaders()).flat());
    return end(part, encoding, done);
  };
  next();
});
app.use('/', pouch);
const server = app.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('disconnect', () => process.exit(0));
