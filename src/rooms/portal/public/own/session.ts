import type { PageKeys } from '../../actions/own.ts';
import { type KeptVisit, visitCookie } from '../visit-cookie.ts';

const kept = visitCookie('__Host-v', 'own-session', ['lookup', 'proof', 'seed']);

/** A visit to one's own page: what opens it, and the token its forms carry. */
export type OwnSession = KeptVisit<PageKeys>;

/** The header that gives the browser its visit, or renews it. */
export const sessionHeader = kept.header;
/** The header that takes the visit away from the browser. */
export const forgetOwnSession = kept.forget;
/** Whether the browser brought a visit at all, good or not. */
export const bringsSession = kept.isBrought;
/** The visit a browser brings; null when it has none, one that ended, or one that somebody changed. */
export const sessionIn = kept.read;
