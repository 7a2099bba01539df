import { parseArgs } from 'node:util';
import { newId } from '../../platform/ids.ts';
import { isRefusal } from '../../platform/outcome.ts';
import { vaultClient } from '../../platform/vault-client/index.ts';
import type { Profile } from '../../profile/index.ts';
import { installStaff } from '../install/store.ts';
import type { Command, CommandContext } from './command.ts';

const usage = `ariane invite --organisation <code> --login <name> --name <display name> [--role administrator] [--language en|fr|de]
  Adds the first administrator of an organisation and prints a one-time activation code. Ariane must be running.
  Everybody else is added by an administrator, in the program.`;

type Wanted = { organisation: string; login: string; name: string; role: string; language: 'en' | 'fr' | 'de' };

const read = (args: readonly string[]): Wanted | null => {
  const options = { organisation: { type: 'string' }, login: { type: 'string' }, name: { type: 'string' } } as const;
  const more = {
    role: { type: 'string', default: 'administrator' },
    language: { type: 'string', default: 'en' },
  } as const;
  const { values } = parseArgs({ args: [...args], options: { ...options, ...more }, strict: false });
  const { organisation, login, name, role, language } = values;
  if (typeof organisation !== 'string' || typeof login !== 'string' || typeof name !== 'string') return null;
  if (typeof role !== 'string' || (language !== 'en' && language !== 'fr' && language !== 'de')) return null;
  return { organisation, login, name, role, language };
};

/** What is wrong with the wish, in a sentence; null when nothing is. */
const complaint = (wanted: Wanted, profile: Profile): string | null => {
  if (!profile.organisations.some((one) => one.code === wanted.organisation && one.accounts))
    return `The profile has no organisation ${wanted.organisation} that works in Ariane.`;
  const role = profile.rolesIn(wanted.organisation).find((one) => one.code === wanted.role);
  if (!role) return `The role ${wanted.role} does not belong to ${wanted.organisation}.`;
  return /^[a-z0-9][a-z0-9._-]{1,62}$/.test(wanted.login)
    ? null
    : 'A login name has small letters, digits, dot and dash.';
};

const askForCode = async ({ settings, print }: CommandContext, staffId: string): Promise<number> => {
  const clientKeyFile = `${settings.vaultClientKeys}/cli.key`;
  const vault = vaultClient({ socketPath: settings.vaultSocket, clientName: 'cli', clientKeyFile });
  const issued = await vault.activationIssueFirst({ staffId });
  vault.close();
  if (isRefusal(issued)) {
    print(`No activation code: ${issued.refused}.\n`);
    return 1;
  }
  print(
    `Activation code, shown once: ${issued.code}\nIt works until ${issued.expires}, at ${settings.casework.origin}/activate\n`,
  );
  return 0;
};

/** Makes the first administrator of an organisation: there is no default account. */
export const inviteCommand: Command = {
  name: 'invite',
  summary: 'add the first administrator of an organisation and print a one-time activation code',
  usage,
  run: async (args, context) => {
    const wanted = read(args);
    const profile = context.profile();
    const wrong = wanted ? complaint(wanted, profile) : usage;
    if (!wanted || wrong) {
      context.print(`${wrong}\n`);
      return 2;
    }
    const id = newId();
    const { organisation: organisationCode, login, name: displayName, role, language } = wanted;
    const staff = [{ id, organisationCode, login, displayName, language, roles: [role], synthetic: false }];
    await installStaff(context.administratorUrl(), context.settings.rolePrefix, { profileId: profile.id, staff });
    return askForCode(context, id);
  },
};
