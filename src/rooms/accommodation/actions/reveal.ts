import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import type { Scene } from '../../../profile/index.ts';
import { openIdentity } from '../../identity/index.ts';
import { mayRead } from '../access.ts';
import type { AccommodationRefusal } from '../facts.ts';
import { findPlacement, type Placement } from '../store/index.ts';
import type { Result } from './acting.ts';
import { addressEdition } from './houses.ts';

/** An address that was opened for one placement. */
export type Revealed = {
  readonly placement: Placement;
  readonly street: string;
  readonly place: string;
  readonly wayIn: string | null;
};

const placesWithAddress: readonly string[] = ['offered', 'placed', 'emergency_night'];

const toldByVault: Readonly<Record<string, AccommodationRefusal>> = {
  unavailable: 'vault_down',
  no_placement: 'not_for_address',
};

/**
 * Opens the address of the house of one placement, for a purpose. Only while somebody is to live or lives there, which the
 * vault asks the database itself; it checks role, purpose and key, and writes its journal line before it answers.
 */
export const revealAddress = async (
  scene: Scene,
  vault: VaultClient,
  placementId: Uuid,
  purpose: string,
): Result<Revealed> => {
  const may = mayRead(scene.viewer);
  if (isRefusal(may)) return may;
  const placement = await findPlacement(scene.tx, placementId);
  if (placement === null) return refuse('not_found');
  if (placement.houseId === null || !placesWithAddress.includes(placement.state)) return refuse('not_for_address');
  const edition = await addressEdition(scene, placement.houseId);
  if (edition === 0) return refuse('no_address');
  const about = placement.caseId === null ? {} : { about: { caseId: placement.caseId } };
  const asked = { subjectId: placement.houseId, compartments: ['shelter_address'] as const, purpose, ...about };
  const opened = await openIdentity(vault, scene.viewer, asked);
  if (isRefusal(opened)) return refuse(toldByVault[opened.refused] ?? 'vault_refused');
  const text = (field: string): string | null => opened['shelter_address']?.[`${field}.${edition}`] ?? null;
  const [street, place] = [text('street'), text('place')];
  return street === null || place === null ? refuse('no_address') : { placement, street, place, wayIn: text('way_in') };
};
