import { type KeptVisit, visitCookie } from '../visit-cookie.ts';

/** What a visit to a conversation holds: what opens it, and its code until somebody has shown that she kept it. */
export type MessageKeys = Readonly<Record<'id' | 'lookup' | 'seed' | 'code', Buffer>>;
export type MessageSession = KeptVisit<MessageKeys>;

/** The cookie of a visit to a conversation: none before something was sent, or a code typed. */
export const messageCookie = visitCookie('__Host-w', 'message-session', ['id', 'lookup', 'seed', 'code']);
