import type { PartialDate, ValuesOf } from '../../../platform/form/index.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import type { Scene } from '../../../profile/index.ts';
import { findPersons } from '../../identity/index.ts';
import type { FindCasesRefusal, findForm } from '../facts.ts';
import { type CaseFile, casesOfPersons } from '../store/index.ts';

/** A day as it is, or the year where no more is known. */
const bornText = (born: PartialDate | undefined): string | undefined => {
  if (!born?.from) return undefined;
  return born.precision === 'exact' ? born.from : born.from.slice(0, 4);
};

const filled = (texts: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined && text.trim() !== ''));

/** The cases, among those the viewer sees, of persons that her body holds under this name, document, telephone or alias. */
export const findCasesOfPersons = async (
  scene: Scene,
  vault: VaultClient,
  input: ValuesOf<typeof findForm>,
): Promise<Outcome<readonly CaseFile[], FindCasesRefusal>> => {
  const { person_name: name, born, document_number: document, telephone: phone, alias } = input;
  if (name && !bornText(born)) return refuse('birth_needed', { field: 'born' });
  const sought = filled({ name, born: bornText(born), document, phone, alias });
  const found = await findPersons(scene, vault, { sought, purpose: input.purpose ?? '' });
  return isRefusal(found) ? refuse(found.refused) : casesOfPersons(scene, found);
};
