import { type Refusal, refuse } from '../../platform/outcome.ts';
import type { Viewer } from '../../platform/viewer.ts';
import type { IdentityRefusal } from './facts.ts';

type Answer = true | Refusal<IdentityRefusal>;

/**
 * May this viewer ask the vault to open these compartments for this purpose? The vault decides again and finally;
 * here people are told at once what they cannot ask.
 */
export const mayAskToOpen = (viewer: Viewer, wanted: { compartments: readonly string[]; purpose: string }): Answer => {
  if (viewer.kind !== 'staff') return refuse('may_not_open');
  if (viewer.opens.length === 0) return refuse('may_not_open');
  if (wanted.compartments.some((one) => !viewer.opens.includes(one)))
    return refuse('may_not_open_compartment', { field: 'compartments' });
  if (!viewer.purposes.includes(wanted.purpose)) return refuse('may_not_for_purpose', { field: 'purpose' });
  return true;
};
