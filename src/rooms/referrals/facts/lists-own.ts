/** Why somebody needs the names of a list in one place. */
export const namedListReasons = ['hearing', 'hand_over', 'safety_check', 'access_request', 'correction'] as const;
export type NamedListReason = (typeof namedListReasons)[number];
