import type { Instant } from './clock.ts';

/** Who is looking, as signed by the vault at sign-in; the database verifies `mac` over `context` in every transaction. */
export type Viewer = {
  readonly staffId: string;
  readonly organisationId: string;
  readonly organisationCode: string;
  readonly displayName: string;
  readonly roles: readonly string[];
  readonly permits: readonly string[];
  readonly opens: readonly string[];
  readonly purposes: readonly string[];
  /** Of `opens`, what is opened only of reports that one of `authors` sent (herself, those she stands in for). */
  readonly opensOwn: readonly string[];
  readonly authors: readonly string[];
  readonly language: string;
  /** Hexadecimal SHA-256 of the session token. */
  readonly session: string;
  readonly kind: 'staff' | 'api';
  readonly expires: string;
  /** The signed text and its code, passed to the database as they are. */
  readonly context: string;
  readonly mac: string;
};

type ContextFields = {
  staff: string;
  organisation: string;
  organisationCode: string;
  displayName: string;
  roles: string[];
  permits: string[];
  opens: string[];
  purposes: string[];
  opensOwn?: string[];
  authors?: string[];
  language: string;
  session: string;
  kind: 'staff' | 'api';
  expires: string;
};

/** Reads the viewer out of a context the vault has signed. The fields are for screens; the database trusts only the code. */
export const viewerFrom = (context: string, mac: string): Viewer => {
  const fields = JSON.parse(context) as ContextFields;
  const { staff, organisation, opensOwn = [], authors = [staff], ...rest } = fields;
  return { ...rest, opensOwn, authors, staffId: staff, organisationId: organisation, context, mac };
};

/** When the viewer last proved who she is: the moment her context was signed. */
export const signedInAt = ({ context }: Viewer): Instant => (JSON.parse(context) as { issued: Instant }).issued;

/** True when the viewer's roles grant the permit. */
export const hasPermit = (viewer: Viewer, permit: string): boolean => viewer.permits.includes(permit);
