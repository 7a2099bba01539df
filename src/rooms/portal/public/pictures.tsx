import type { VNode } from 'preact';

/** Line pictures on a square of 24; each stands beside words, never instead of them. */
const lines: Readonly<Record<string, string>> = {
  leave: 'M5 5l14 14M19 5 5 19',
  phone: 'M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A15 15 0 0 1 3 6a2 2 0 0 1 2-2z',
  quiet: 'M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6zM4 20 20 4',
  paper: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  name: 'M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c1-5 4-7 8-7s7 2 8 7',
  house: 'M3 11 12 4l9 7M5 10v10h14V10M10 20v-6h4v6',
  care: 'M4 4h16v16H4zM12 8v8M8 12h8',
  speech: 'M3 4h12v9H8l-3 3v-3H3zM18 9h3v8h-2v3l-3-3h-5v-1',
  scales: 'M12 3v18M8 21h8M5 6h14M5 6l-3 8h6zM19 6l-3 8h6z',
  choice: 'M12 21v-8M12 13 5 6M12 13l7-7M5 10V6h4M19 10V6h-4',
  told: 'M4 5h16v11h-8l-4 4v-4H4zM8 9h8M8 12h5',
  hands: 'M12 20S4 15 4 9.5A4 4 0 0 1 12 8a4 4 0 0 1 8 1.5C20 15 12 20 12 20z',
  shield: 'M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6zM8.5 12l2.5 2.5 4.5-5',
  coins: 'M3 7h18v10H3zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM6 10v4M18 10v4',
  child: 'M12 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM6 12c4 2 8 2 12 0M12 13v4M12 17l-3 4M12 17l3 4',
};

/** A picture by name; hidden from screen readers, because the words beside it say the same. */
export const Picture = ({ of }: { of: string | undefined }): VNode | null => {
  const line = of === undefined ? undefined : lines[of];
  if (line === undefined) return null;
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={line} />
    </svg>
  );
};
