import type { PrintedText } from './document.ts';

/** A picture as lines on a square, drawn beside words that say the same. */
export type LeafletPicture = { readonly svg: string };

/** A number to ring, as large as the paper allows. */
export type LeafletCall = {
  readonly asks: PrintedText;
  readonly number: string;
  readonly who: PrintedText;
  readonly isUrgent: boolean;
};

/** A part with its pictures and sentences. */
export type LeafletPart = {
  readonly title: PrintedText;
  readonly entries: readonly {
    readonly picture: LeafletPicture | null;
    readonly title: PrintedText | null;
    readonly text: PrintedText | null;
  }[];
};

/**
 * A paper that is laid out to be taken along: a leaflet on both sides of a sheet, a poster, cards to be cut apart, or a sheet of pictures.
 * All of it is data; nothing in it is read as markup.
 */
export type PrintedLeaflet = {
  readonly kind: 'leaflet';
  readonly layout: 'leaflet' | 'poster' | 'cards' | 'pictures';
  readonly language: string;
  readonly rtl: boolean;
  /** Stands in the file's properties. */
  readonly title: string;
  /** Such as *invented data*; null for none. */
  readonly mark: string | null;
  readonly heading: PrintedText;
  readonly lead: PrintedText | null;
  readonly calls: readonly LeafletCall[];
  readonly parts: readonly LeafletPart[];
  /** A code to hold a telephone before, what it opens, and how to type that. */
  readonly code: { readonly svg: string; readonly says: PrintedText; readonly address: string } | null;
  /** Small sentences at the end. */
  readonly notes: readonly PrintedText[];
};
