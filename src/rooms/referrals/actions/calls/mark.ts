import { e164Of } from '../../../../platform/form/index.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import type { VaultClient } from '../../../../platform/vault-client/index.ts';
import type { Scene } from '../../../../profile/index.ts';
import type { ReferralRefusal } from '../../facts/refusals.ts';
import { deskOf } from './desk.ts';

/** The country's own calling code, for numbers without one. */
const callingCode = '352';

const told: Readonly<Record<string, ReferralRefusal>> = {
  budget: 'too_many_numbers',
  'not-allowed': 'may_not_take_calls',
};

/** Has the vault make the mark of a number, however it was typed. */
export const markOf = async (
  scene: Scene,
  vault: VaultClient,
  typed: string,
): Promise<Outcome<Buffer, ReferralRefusal>> => {
  const field = 'caller_number';
  if ((typed.match(/\d/g) ?? []).length < 3) return refuse('number_missing', { field });
  const { context, mac } = scene.viewer;
  const number = e164Of(typed, callingCode) ?? typed;
  const made = await vault.markCaller({ context, mac, organisationId: deskOf(scene), number });
  if (isRefusal(made)) return refuse(told[made.refused] ?? 'number_not_marked', { field });
  return Buffer.from(made.mark, 'hex');
};
