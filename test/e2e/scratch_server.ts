import { sampleFolder, startServer } from '#test/e2e/servers.ts';
const folder = await sampleFolder();
const server = await startServer(folder, { SAMPLE: 'county' });
console.log(server.url, folder);
setInterval(() => undefined, 1e6);
