import fs from 'node:fs';
import path from 'node:path';

import type { BrowserContext, PlaywrightWorkerArgs, TestInfo } from '@playwright/test';

export type BrowserOptions = NonNullable<
  Parameters<PlaywrightWorkerArgs['playwright']['chromium']['launchPersistentContext']>[1]
>;

/** What a browser keeps of pages' files: as they came, and compiled. */
const CACHES = ['Cache', 'Code Cache'];
/** What else it keeps of a website; what a page alone keeps goes with the page. */
const STORAGE = 'cookies,local_storage,indexeddb,service_workers,cache_storage';

/**
 * A browser that remembers nothing of anybody but the files that it has loaded: compiling Flex UI anew is half of the
 * time of a sign-in.
 * @param place of those that are open at the same time, from 0
 */
export async function openBrowser(
  { chromium }: PlaywrightWorkerArgs['playwright'],
  { project, parallelIndex }: TestInfo,
  place: number,
  options: BrowserOptions,
): Promise<BrowserContext> {
  const profileOf = (which: number): string => path.join(project.outputDir, '.browsers', `${parallelIndex}-${which}`);
  const profile = profileOf(place);
  // Flex UI is compiled twice before Chromium keeps it, so a further browser begins with what the first one has.
  if (!fs.existsSync(profile)) {
    for (const name of CACHES) {
      const [from, to] = [profileOf(0), profile].map((folder) => path.join(folder, 'Default', name)) as [
        string,
        string,
      ];
      if (fs.existsSync(from)) fs.cpSync(from, to, { recursive: true });
    }
  }
  for (const folder of [profile, path.join(profile, 'Default')]) {
    for (const name of fs.existsSync(folder) ? fs.readdirSync(folder) : []) {
      if (![...CACHES, 'Default'].includes(name)) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
    }
  }
  return chromium.launchPersistentContext(profile, { ...project.use.launchOptions, ...options });
}

/** The same browser for the next person: one empty page, and nothing of these websites but their files. */
export async function forgetAll(context: BrowserContext, origins: string[]): Promise<void> {
  const before = context.pages();
  const page = await context.newPage();
  for (const old of before) await old.close();
  await context.setOffline(false);
  await context.clearPermissions();
  const session = await context.newCDPSession(page);
  for (const origin of origins) await session.send('Storage.clearDataForOrigin', { origin, storageTypes: STORAGE });
  await session.detach();
}
