import { handedOn } from '../../rooms/assistance/index.ts';
import { assistanceScreens } from '../../rooms/assistance/screens/index.ts';
import { accommodationScreens } from '../../rooms/accommodation/screens/index.ts';
import { proceedingsScreens } from '../../rooms/proceedings/screens/index.ts';
import type { PrintDocument } from '../../platform/document/index.ts';
import type { Screen } from '../../platform/web/index.ts';
import type { Profile } from '../../profile/index.ts';
import { casesScreens } from '../../rooms/cases/screens/index.ts';
import type { DirectoryTools } from '../../rooms/directory/index.ts';
import { directoryScreens } from '../../rooms/directory/screens/index.ts';
import { documentsOn, factsOfCase } from '../../rooms/cases/index.ts';
import { personOnPath } from '../../rooms/protection/index.ts';
import { identificationScreens } from '../../rooms/identification/screens/index.ts';
import { protectionScreens } from '../../rooms/protection/screens/index.ts';
import { callScreens } from '../../rooms/referrals/screens/calls/index.ts';
import { handoverScreens } from '../../rooms/referrals/screens/handover/index.ts';
import { identityScreens } from '../../rooms/identity/screens/index.ts';
import { matchingScreens } from '../../rooms/matching/screens/index.ts';
import type { Leaflets, SiteTexts } from '../../rooms/portal/index.ts';
import { portalScreens } from '../../rooms/portal/screens/index.ts';
import { paperScreens } from '../../rooms/referrals/screens/paper/index.ts';
import { personOfReport } from '../../rooms/referrals/index.ts';
import { byLinkScreens } from '../../rooms/referrals/screens/by-link.tsx';
import { linkScreens } from '../../rooms/referrals/screens/links.tsx';
import { tokenScreens } from '../../rooms/referrals/screens/tokens.tsx';
import { openedTexts, triageScreens } from '../../rooms/referrals/screens/triage/index.ts';
import { writingScreens } from '../../rooms/referrals/screens/writing/index.ts';
import type { ScanFile } from '../../rooms/referrals/index.ts';
import { statisticsScreens } from '../../rooms/statistics/screens/index.tsx';
import { caseParts, handThrough, shareThrough } from './case-parts.ts';
import { homeScreen } from './home.tsx';

/** What the screens of all rooms need beside a scene. */
export type StaffTools = DirectoryTools & {
  readonly profile: Profile;
  /** Where the staff site stands, for addresses that are handed on. */
  readonly origin?: string;
  /** Under this key drafts and own labels are sealed; it never leaves the staff site. */
  readonly draftKey: Uint8Array;
  /** Looks at files for harmful programs, where a scanner is set. */
  readonly scan?: ScanFile;
  /** The texts of the public pages, how far they are, and what they hold back. */
  readonly texts?: SiteTexts;
  /** Sets papers as PDF, in a process of their own. */
  readonly print: PrintDocument;
  /** Papers to hand out, in the words of the public pages. */
  readonly leaflets: Leaflets;
};

/** Every staff page, room by room. A page without a permit, or two with one address, stop the start. */
export const staffScreens = (tools: StaffTools): readonly Screen<Profile>[] => [
  homeScreen(tools),
  ...directoryScreens(tools),
  ...identityScreens({
    ...{ vault: tools.vault, personOfCase: personOnPath, personOfReport, factsOfCase, openedTexts },
    ...{ print: tools.print, handedOn, documentsOn },
  }),
  ...casesScreens({ vault: tools.vault, parts: caseParts, share: shareThrough(tools.vault) }),
  ...callScreens(tools),
  ...writingScreens(tools),
  ...paperScreens(tools),
  ...handoverScreens(tools),
  ...triageScreens(tools),
  ...tokenScreens(tools),
  ...linkScreens(tools),
  ...byLinkScreens(tools),
  ...identificationScreens(tools),
  ...matchingScreens,
  ...protectionScreens(tools),
  ...assistanceScreens({ ...tools, openedTexts }),
  ...accommodationScreens(tools),
  ...proceedingsScreens({ ...tools, hand: handThrough(tools.vault) }),
  ...portalScreens(tools),
  ...statisticsScreens(tools),
];
