import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { monotonicMilliseconds } from '../../platform/clock.ts';
import type { Settings } from '../../platform/config.ts';
import { type VaultClient, vaultClient } from '../../platform/vault-client/index.ts';
import { readInvented } from '../demonstration/files.ts';
import { lawsSwitchedOn } from '../demonstration/laws.ts';
import { encodeAll, loadDemonstration, prepareKeys, vaultSignIn } from '../demonstration/load.ts';
import { type Progress, progressIn } from '../demonstration/progress.ts';
import { hasReports, readInstallationKind } from '../demonstration/store.ts';
import { localSecret } from '../local-secret.ts';
import type { Command, CommandContext } from './command.ts';

const usage = `ariane demonstration load | personas [--json]
  load       plays the synthetic caseload through the real actions, once; goes on where it was interrupted
  personas   the invented members of staff one can step in as`;

const progressOf = ({ dataDirectory }: Settings): Progress => {
  const folder = join(dataDirectory, 'demonstration');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return progressIn(join(folder, 'progress.jsonl'));
};

/** The step that is written when all is loaded. */
const lastStep = 'loaded';

/** Nobody waits for a page here: on a busy machine a call that is late is better waited for than a story that stops. */
const patience = 60_000;

const play = async (context: CommandContext, progress: Progress): Promise<void> => {
  const { settings, clock } = context;
  const profile = context.profile();
  const [casework, worker, statistics, portal] = [
    await context.openAs('casework'),
    await context.openAs('worker'),
    await context.openAs('statistics'),
    await context.openAs('portal'),
  ];
  const clientOf = (clientName: string): VaultClient =>
    vaultClient({
      ...{ socketPath: settings.vaultSocket, clientName },
      clientKeyFile: join(settings.vaultClientKeys, `${clientName}.key`),
      timeout: patience,
    });
  // What people do, they do on the staff site: its acts are asked in its name.
  const [cli, vault] = [clientOf('cli'), clientOf('casework')];
  try {
    await prepareKeys(cli, profile);
    const invented = readInvented(settings.profileDirectory);
    const when = { now: clock.now(), today: clock.today(profile.timeZone) };
    const signIn = vaultSignIn(cli, casework, profile);
    const draftKey = localSecret(settings, 'draft-key');
    const linkage = await context.openAs('linkage');
    const matching = settings.keyServers.length === 0 ? null : { encode: () => encodeAll(cli), linkage };
    const databases = { casework, worker, portal };
    const parts = { ...databases, profile, invented, ...when, draftKey, signIn, progress, vault, clock, matching };
    await loadDemonstration(parts, statistics);
  } finally {
    cli.close();
    vault.close();
  }
};

const load = async (context: CommandContext): Promise<number> => {
  const statistics = await context.openAs('statistics');
  if ((await readInstallationKind(statistics)) !== 'demonstration') {
    context.print('This database is not marked as a demonstration: nothing invented is put into it.\n');
    return 1;
  }
  const progress = progressOf(context.settings);
  // A folder of an earlier release is loaded but for its legal bases: what is done is not done again.
  const isLoaded = progress.isDone(lastStep) && progress.isDone(lawsSwitchedOn);
  const isBegun = progress.isDone('past-1/send');
  if (isLoaded || (!isBegun && (await hasReports(statistics)))) return 0;
  context.print('Loading the synthetic demonstration (nobody in it exists)…\n');
  const begun = monotonicMilliseconds();
  await play(context, progress);
  await progress.once(lastStep, async () => true);
  context.print(`Loaded in ${((monotonicMilliseconds() - begun) / 1000).toFixed(1)} seconds.\n`);
  return 0;
};

const listPersonas = (args: readonly string[], { settings, print }: CommandContext): number => {
  const { personas } = readInvented(settings.profileDirectory);
  const line = ({ login, name, organisation, roles }: (typeof personas)[number]): string =>
    `${organisation.padEnd(11)} ${roles.join(', ').padEnd(26)} ${login.padEnd(22)} ${name}\n`;
  print(args.includes('--json') ? `${JSON.stringify(personas, null, 2)}\n` : personas.map(line).join(''));
  return 0;
};

const run = async (args: readonly string[], context: CommandContext): Promise<number> => {
  if (args[0] === 'load') return load(context);
  if (args[0] === 'personas') return listPersonas(args, context);
  context.print(`${usage}\n`);
  return 2;
};

/** The synthetic demonstration: loaded at the first start of `npm start`, never into a database of real people. */
export const demonstrationCommand: Command = {
  name: 'demonstration',
  summary: 'load the synthetic caseload, or list its personas',
  usage,
  run,
};
