import type { Profile } from '../../../profile/index.ts';

/** For what a house may ask the service to refer a resident: what the profile names for bodies that shelter and hold nothing of hers. */
export const askedThroughService = ({ assistance }: Profile): readonly string[] =>
  assistance.packets.senders.find(({ part, opened_for }) => part === 'shelters' && opened_for === null)?.purposes ?? [];
