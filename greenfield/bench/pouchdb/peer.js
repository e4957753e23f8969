// Replicates documents to a server and from it to a second device, and prints seconds, bytes and requests as JSON.
// Use: node peer.js DOCUMENTS.json FOLDER
const fs = require('fs');
const path = require('path');
const { fork } = require('child_process');

const [file, folder] = process.argv.slice(2);
const BATCH = 500;
const PouchDB = require('pouchdb').defaults({ prefix: folder + '/' });

async function main() {
  const documents = JSON.parse(fs.readFileSync(file, 'utf8'));
  fs.mkdirSync(path.join(folder, 'hub'), { recursive: true });
  const hub = fork(path.join(__dirname, 'hub.js'), [path.join(folder, 'hub')]);
  const { port } = await new Promise((found) => hub.once('message', found));
  const address = `http://127.0.0.1:${port}`;
  const remote = new PouchDB(`${address}/visits`);
  const first = new PouchDB('first');
  const second = new PouchDB('second');
  const counted = async () => (await fetch(`${address}/counted`)).json();
  const step = async (work) => {
    const before = await counted();
    const begun = process.hrtime.bigint();
    await work();
    const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
    const after = await counted();
    return { seconds, up: after.up - before.up, up_plain: after.up_plain - before.up_plain, down: after.down - before.down, requests: after.requests - before.requests };
  };
  const push = () => first.replicate.to(remote, { batch_size: BATCH });
  const pull = () => second.replicate.from(remote, { batch_size: BATCH });
  for (let at = 0; at < documents.length; at += BATCH) await first.bulkDocs(documents.slice(at, at + BATCH));
  await remote.info();
  const told = { documents: documents.length };
  told.push = await step(push);
  told.pull = await step(pull);
  const { rows } = await first.allDocs({ include_docs: true, limit: Math.ceil(documents.length / 100) });
  await first.bulkDocs(rows.map((row) => ({ ...row.doc, [Object.keys(documents[0])[1]]: 'changed' })));
  told.changed_push = await step(push);
  told.changed_pull = await step(pull);
  told.nothing = await step(pull);
  const { doc_count: arrived } = await second.info();
  told.arrived = arrived;
  console.log(JSON.stringify(told));
  hub.disconnect();
  await Promise.all([first.close(), second.close()]);
}

main().catch((error) => { console.error(error); process.exit(1); });
