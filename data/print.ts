/** Writes the sample county's files into a folder: `node data/print.ts FOLDER`. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleFiles } from '#data/county.ts';

const folder = process.argv[2];
if (folder === undefined) {
  console.error('Say where to: node data/print.ts FOLDER');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
for (const file of sampleFiles()) {
  writeFileSync(join(folder, file.fileName), file.text);
  const rows = file.text.trimEnd().split('\n').length - 1;
  console.log(`${file.fileName}\t${rows} rows\t${file.agency}, synthetic`);
}
