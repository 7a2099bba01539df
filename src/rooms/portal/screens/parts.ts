import { z } from 'zod';
import type { PrintDocument } from '../../../platform/document/index.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import type { Leaflets } from '../facts.ts';
import type { SiteTexts } from '../facts/site-texts.ts';

/** What the screens of this room need beside a scene. */
export type PortalTools = {
  readonly vault: VaultClient;
  readonly print: PrintDocument;
  /** The texts of the public pages; left out where a site is tried without them. */
  readonly texts?: SiteTexts;
  readonly leaflets: Leaflets;
  /** Under this key drafts of reports are sealed. */
  readonly draftKey: Uint8Array;
};

export const permit = 'portal.own-page';
export const caseParams = z.object({ caseId: z.uuid() });
export const pageParams = z.object({ pageId: z.uuid() });
