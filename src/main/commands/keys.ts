import { isRefusal, type Outcome } from '../../platform/outcome.ts';
import type { RotationProgress, VaultAnswers, VaultClient } from '../../platform/vault-client/index.ts';
import type { Command, CommandContext } from './command.ts';
import { askVault } from './vault-way.ts';

const usage = `ariane keys list [<organisation>] [--json]
ariane keys rotate <organisation> [--background] [--json]
ariane keys cancel <organisation> [--json]
ariane keys destroy <organisation> [--json]
  list         every key, what stands under it, and how far an exchange has come
  rotate       makes a new key for an organisation (code of the profile, VAULT for the vault's own), and wraps anew what
               stands under the old one; with --background the worker does that, in batches
  cancel       stops wrapping anew; the new key stays the one to seal to, the old one still opens
  destroy      destroys retired keys under which nothing has stood for a day. Old backups of the database that were sealed
               to them open no more: keep them as long as you may need such a backup
Ariane must be running. After "rotate" make a new backup of the vault ("ariane vault backup"): older ones lack the new key.`;

type Asked = { readonly context: CommandContext; readonly asJson: boolean; readonly organisation: string };

const bar = ({ state, done, damaged, total }: RotationProgress): string =>
  `${state.padEnd(9)} ${done} of ${total} wrapped anew${damaged > 0 ? `, ${damaged} do not open and are left as they are` : ''}`;

const tell = ({ context, asJson }: Asked, answer: unknown, spoken: string): void =>
  context.print(asJson ? `${JSON.stringify(answer)}\n` : `${spoken}\n`);

/** Wraps batch after batch; somebody else (the worker, a second window) may do so at the same time. */
const wrapAll = async (
  asked: Asked,
  vault: VaultClient,
  begun: RotationProgress,
): Promise<Outcome<RotationProgress>> => {
  let last = begun;
  for (;;) {
    const answer = await vault.rewrapBatch({ organisationId: begun.organisationId });
    if (isRefusal(answer)) return answer;
    if (answer.progress === null) return { ...last, state: last.state === 'running' ? 'finished' : last.state };
    last = answer.progress;
    if (!asked.asJson) asked.context.print(`${bar(last)}\n`);
    if (last.state === 'finished') return last;
  }
};

const rotate = async (asked: Asked, isInBackground: boolean): Promise<number> => {
  const done = await askVault(asked.context, asked.asJson, async (vault): Promise<Outcome<RotationProgress>> => {
    const begun = await vault.rotateKey({ organisation: asked.organisation });
    return isRefusal(begun) || isInBackground ? begun : wrapAll(asked, vault, begun);
  });
  if (done) tell(asked, done, `${bar(done)}\nNow make a new backup of the vault: npm run ariane -- vault backup`);
  return done ? 0 : 1;
};

const line = ({ organisation, keyId, state, envelopes }: VaultAnswers['listKeys']['keys'][number]): string =>
  `${organisation.padEnd(12)} ${keyId}  ${state.padEnd(12)} ${String(envelopes).padStart(8)} sealed to it`;

const list = async (asked: Asked): Promise<number> => {
  const { context, asJson, organisation } = asked;
  const answer = await askVault(context, asJson, (vault) =>
    vault.listKeys(organisation === '' ? {} : { organisation }),
  );
  if (answer) tell(asked, answer, [...answer.keys.map(line), ...answer.rotations.map(bar)].join('\n'));
  return answer ? 0 : 1;
};

const cancel = async (asked: Asked): Promise<number> => {
  const { context, asJson, organisation } = asked;
  const answer = await askVault(context, asJson, (vault) => vault.cancelRotation({ organisation }));
  if (answer) tell(asked, answer, 'Stopped. What stands under the old key still opens; "ariane keys rotate" goes on.');
  return answer ? 0 : 1;
};

const destroy = async (asked: Asked): Promise<number> => {
  const { context, asJson, organisation } = asked;
  const answer = await askVault(context, asJson, (vault) => vault.destroyKeys({ organisation }));
  if (!answer) return 1;
  const none = 'Nothing to destroy: no key was retired a day ago with nothing left under it.';
  tell(asked, answer, answer.destroyed.length === 0 ? none : `Destroyed for good: ${answer.destroyed.join(', ')}`);
  return 0;
};

const acts: Readonly<Record<string, (asked: Asked, args: readonly string[]) => Promise<number>>> = {
  list,
  cancel,
  destroy,
  rotate: (asked, args) => rotate(asked, args.includes('--background')),
};

const run = async (args: readonly string[], context: CommandContext): Promise<number> => {
  const [name = '', organisation = ''] = args.filter((word) => !word.startsWith('--'));
  const act = acts[name];
  if (!act || (name !== 'list' && organisation === '')) {
    context.print(`${usage}\n`);
    return 2;
  }
  return act({ context, asJson: args.includes('--json'), organisation }, args);
};

/** Lists, exchanges and destroys the keys of organisations. */
export const keysCommand: Command = {
  name: 'keys',
  summary: 'list the keys of organisations, exchange one, destroy old ones',
  usage,
  run,
};
