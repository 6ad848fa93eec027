import { Command, Option } from 'commander';

import { customerConversations } from '../../../serverless/src/conversations/conversations';
import { readFlexConfiguration } from '../../../serverless/src/settings/flexConfiguration';
import type { SyncClient } from '../../../serverless/src/sync/syncStore';
import { customersOf } from '../../../serverless/src/trace/findStart';
import { messagingAddress, plainAddress } from '../../../src/contract/address/messagingAddress';
import { addressVariants } from '../../../src/contract/address/variants';
import { connect, PROFILES } from '../connect';
import type { Profile } from '../connect';
import { readDoctorAccount } from '../doctor/DoctorAccount';
import { syncServiceOf } from '../doctor/functionsEnvironment';
import { printJson, printLine } from '../report';
import { sentenceOf } from '../runSteps';
import { findKept } from './findKept';
import type { Kept } from './findKept';

interface Options {
  profile: Profile;
  sandboxUrl: string;
  apply?: boolean;
  consent?: boolean;
  json?: boolean;
}

interface Told extends Pick<Kept, 'name' | 'kind'> {
  isRemoved: boolean;
}

const STAYS: Partial<Record<Kept['kind'], string>> = {
  consent: 'It stays: without it the customer might be written to again. --consent removes it too.',
  waiting: 'It stays: the message is still to go. Its agent, or their opt-out, cancels it; then run this again.',
};

async function run(address: string, { profile, sandboxUrl, apply = false, consent = false, json }: Options) {
  const { twilio, backendUrl } = await readDoctorAccount(await connect(profile, sandboxUrl));
  const syncServiceSid = backendUrl && (await syncServiceOf(twilio, backendUrl));
  Object.assign(twilio.httpClient, { syncServiceSid } satisfies SyncClient);
  const configuration = await readFlexConfiguration(twilio);
  if (!configuration.ok) throw new Error(`The settings could not be read (${configuration.error.code}).`);
  const customers = await customersOf(configuration.value, address);
  const lists = await Promise.all(customers.map((one) => customerConversations(twilio, one.channel, one.address)));
  const conversations = lists.flatMap((list) => {
    if (!list.ok) throw new Error(`The customer’s conversations could not be listed (error ${list.error.code}).`);
    return list.value;
  });
  const conversationSids = conversations.map(({ sid }) => sid);
  const senders = configuration.value.settings.senders.map((one) => messagingAddress(one.channel, one.address));
  const forms = customers.flatMap((one) => addressVariants(one.address));
  const isByToken = twilio.username === twilio.accountSid;
  const kept = await findKept(twilio, {
    addresses: new Set([...forms, ...forms.map(plainAddress)]),
    conversationSids,
    // A sender that the settings have no more is known by its conversations.
    proxyAddresses: [...new Set([...senders, ...conversations.flatMap(({ proxyAddress }) => proxyAddress ?? [])])],
    authToken: isByToken ? twilio.password : undefined,
  });

  const told: Told[] = [];
  for (const { name, kind, remove } of kept) {
    const isToGo = kind === 'record' || (kind === 'consent' && consent);
    const removed = isToGo && apply ? await remove() : undefined;
    if (removed && !removed.ok)
      throw new Error(`${name} could not be removed (error ${removed.error.code}). Run it again.`);
    told.push({ name, kind, isRemoved: removed !== undefined });
    if (!json) printLine(removed ? '✓' : isToGo ? '-' : 'i', name, isToGo ? [] : [STAYS[kind] ?? '']);
  }
  if (told.some(({ kind }) => kind === 'waiting')) process.exitCode = 1;
  if (json) return printJson({ applied: apply, kept: told, conversations: conversationSids });
  const count = told.filter(({ kind }) => kind === 'record' || (kind === 'consent' && consent)).length;
  console.log(
    apply ? `${count} removed.` : `${count} to remove. Nothing was changed.${count > 0 ? ' Run it with --apply.' : ''}`,
  );
  if (!isByToken)
    console.log(
      'With TWILIO_AUTH_TOKEN, the kind of their line, their time zone, and whether their number has changed hands are found too. The first two go by themselves, after 90 days and a year.',
    );
  if (conversationSids.length > 0) {
    console.log(`At Twilio stay, with their messages, until you delete them there: ${conversationSids.join(', ')}`);
  }
}

new Command('npm run forget --')
  .description('Removes what Messaging Controls keeps of one customer. Says what it is, and without --apply no more.')
  .argument('<address>', 'their phone number or another address; run it for each that they have')
  .addOption(new Option('--profile <name>', 'which account').choices(PROFILES).default('env'))
  .option('--sandbox-url <url>', 'where the sandbox is', 'http://localhost:4000')
  .option('--apply', 'removes it')
  .option('--consent', 'also their opt-outs and what they agreed to')
  .option('--json', 'print one JSON document')
  .action(run)
  .parseAsync()
  .catch((error: unknown) => {
    if (process.argv.includes('--json')) printJson({ error: sentenceOf(error) });
    console.error(sentenceOf(error));
    process.exitCode = 1;
  });
