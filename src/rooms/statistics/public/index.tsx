import type { VNode } from 'preact';
import type { Profile } from '../../../profile/index.ts';
import { FiguresPage } from './page.tsx';
import { readQuotedTables } from './quoted.ts';
import { textsIn } from './texts.ts';

/** A page for the public site; the portal adds exit bar, languages and footer. */
export type StatisticsPublicPage = { readonly path: string; readonly render: (language: string) => VNode | undefined };

type PublicOptions = {
  readonly profile: Profile;
  readonly profileDirectory: string;
  /** Show languages that no named reviewer has passed: only in the demonstration. */
  readonly showUnreviewed: boolean;
};

/** The public pages of the room: published figures, at `/<language>/figures`. Throws when the profile's list is wrong. */
export const statisticsPublicPages = (options: PublicOptions): readonly StatisticsPublicPage[] => {
  const tables = readQuotedTables(options.profileDirectory);
  return [
    {
      path: '/figures',
      render: (language) => {
        const texts = textsIn(language, options.showUnreviewed);
        return texts && <FiguresPage profile={options.profile} tables={tables} texts={texts} />;
      },
    },
  ];
};
