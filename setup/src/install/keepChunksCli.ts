// `npm run keep-chunks -- https://…`: before the Functions are deployed by hand, fetches the chunks of earlier releases
// from where they are deployed. `npm run flex:upgrade` does it by itself.
import { CHUNKS_FOLDER, keepChunks } from './chunks';

async function read(url: string): Promise<string | undefined> {
  const response = await fetch(url);
  if (response.ok) return response.text();
  if (response.status === 404) return undefined;
  throw new Error(`${url} answered ${response.status}. Try again.`);
}

async function main(backendUrl = ''): Promise<void> {
  if (!URL.canParse(backendUrl)) {
    throw new Error('Name the address of the Functions: npm run keep-chunks -- https://example-1234-dev.twil.io');
  }
  await keepChunks(CHUNKS_FOLDER, backendUrl.replace(/\/+$/, ''), read);
}

main(process.argv[2]).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
