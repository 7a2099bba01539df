import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import type { Scene } from '../../../profile/index.ts';
import { lastOpened, openIdentity, sealedFields } from '../../identity/index.ts';
import { ruleIsFresh } from '../rules/index.ts';
import { steps } from '../steps.ts';
import { insertStep } from '../store/index.ts';
import { about, type Done, type Result, today, type Working, workingOn } from './acting.ts';
import { takeStep } from './step.ts';

const part = 'contact_safe';
const purpose = 'contact_person';

/** Before a call: whether anything is known of how the person may be called, and whether this viewer has just read it. */
export type CallView = Working & { readonly hasRule: boolean; readonly hasRead: boolean };

const callView = async (scene: Scene, working: Working): Promise<CallView> => {
  const { personId } = working.file;
  const hasRule = (await sealedFields(scene, [personId])).some(({ compartment }) => compartment === part);
  const opened = await lastOpened(scene.tx, { personId, staffId: scene.viewer.staffId, compartment: part });
  return { ...working, hasRule, hasRead: ruleIsFresh(scene.profile, opened, scene.clock.now()) };
};

/** Loads the page before a call. */
export const readCall = async (scene: Scene, caseId: Uuid): Result<CallView> => {
  const working = await workingOn(scene, caseId);
  return isRefusal(working) ? working : callView(scene, working);
};

/** The rule of safe contact, opened. */
export type OpenedRule = CallView & { readonly rule: Readonly<Record<string, string>> };

/** Opens how the person may be reached, for the purpose of reaching her. The vault writes its journal line first. */
export const openRule = async (scene: Scene, vault: VaultClient, caseId: Uuid): Result<OpenedRule> => {
  const view = await readCall(scene, caseId);
  if (isRefusal(view)) return view;
  const { personId } = view.file;
  const asked = { subjectId: personId, compartments: [part] as const, purpose, about: { caseId, personId } };
  const opened = await openIdentity(vault, scene.viewer, asked);
  if (isRefusal(opened)) return refuse(opened.refused === 'unavailable' ? 'vault_down' : 'vault_refused');
  return { ...view, rule: opened[part] ?? {} };
};

export type CallInput = { readonly rule_followed: boolean; readonly call_outcome: string };

const firstContact = (it: Working, version: string | null) => ({ caseId: it.file.id, event: steps.contact, version });

/**
 * Writes a call down. Only by who has just read the rule of safe contact (the journal of the vault says so) or where nothing
 * is known, and who says that she followed it. Reaching a person who was referred is the first contact.
 */
export const noteCall = async (scene: Scene, caseId: Uuid, input: CallInput): Result<Done> => {
  const view = await readCall(scene, caseId);
  if (isRefusal(view)) return view;
  if (view.hasRule && !view.hasRead) return refuse('rule_not_read');
  if (!input.rule_followed) return refuse('rule_not_confirmed', { field: 'rule_followed' });
  const { support } = view;
  const [on, outcome] = [today(scene), input.call_outcome];
  await insertStep(scene.tx, support.id, {
    ...{ event: 'call', toState: support.state, reason: outcome, onDay: on },
    ...{ madeBy: scene.viewer.staffId, madeAt: scene.clock.now() },
  });
  scene.emit({ ...{ type: 'assistance.called', ...about(view) }, data: { call: outcome } });
  const isFirst = support.state === 'referred' && outcome === 'reached';
  return isFirst ? takeStep(scene, firstContact(view, null), { on_day: on, contact_way: 'telephone' }) : { caseId };
};
