import type { VNode } from 'preact';

/** Line pictures on a square of 24, our own. The large ones are to be understood without the words beside them. */
const lines: Readonly<Record<string, string>> = {
  access: 'M12 5.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM4 8l8 1.5L20 8M12 9.5V14l-4 8M12 14l4 8',
  badge:
    'M12 2l8 3v6.5c0 5-3.5 8.5-8 10-4.5-1.5-8-5-8-10V5zM12 7.5l1.2 2.6 2.8.3-2.1 1.9.6 2.8-2.5-1.5-2.5 1.5.6-2.8L8 10.4l2.8-.3z',
  bag: 'M3 8h18v12H3zM9 8V5h6v3M3 13h18M12 12v2.5',
  bed: 'M3 4v16M3 17h18v3M21 17v-3a3 3 0 0 0-3-3h-7v6M7 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  begging:
    'M2 15l4-2.5 5 2h4.5a1.5 1.5 0 0 1 0 3H11M15.5 17.5 20 14.7a1.5 1.5 0 0 1 1.6 2.5L15 21H7l-5-2M15 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  broom: 'M18 2l-6 10M9 10l6.5 4-4 8L3 17zM7 19.5l2-3.5M10 21l1.5-3',
  calendar: 'M4 5h16v16H4zM4 10h16M8 3v4M16 3v4M8 15l3 3 5-5',
  care: 'M4 4h16v16H4zM12 8v8M8 12h8',
  child: 'M12 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM6 12c4 2 8 2 12 0M12 13v4M12 17l-3 4M12 17l3 4',
  children:
    'M8 6.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8 9c-2.5 0-4 1.5-4 4v3h2v6h4v-8l4 3M17.5 12.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM14 17c0-1.8 1.5-2.5 3.5-2.5S21 15.2 21 17v1.5h-1.5V22h-4v-4',
  choice: 'M12 21v-8M12 13 5 6M12 13l7-7M5 10V6h4M19 10V6h-4',
  coins: 'M3 7h18v10H3zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM6 10v4M18 10v4',
  eye: 'M2 7.5S5.5 3 12 3s10 4.5 10 4.5S18.5 12 12 12 2 7.5 2 7.5zM12 9.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM12 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM8 22.5c.3-2 2-3.5 4-3.5s3.7 1.5 4 3.5',
  file: 'M3 6h6l2 2h10v12H3zM9 14h6M12 11v6',
  globe: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c-4 4-4 14 0 18M12 3c4 4 4 14 0 18',
  hammer: 'M13 3l8 8-2.5 2.5-8-8zM14.5 9.5 4 20l-1.5-1.5L13 8M18 22.5a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6z',
  hands: 'M12 20S4 15 4 9.5A4 4 0 0 1 12 8a4 4 0 0 1 8 1.5C20 15 12 20 12 20z',
  house: 'M2 11 12 2.5 22 11M4.5 9.5V21h15V9.5M8 19v-7M8 17h8v2M16 17v-1a2 2 0 0 0-2-2h-3v3',
  languages: 'M3 4h12v9H8l-3 3v-3H3zM18 9h3v8h-2v3l-3-3h-5v-1',
  leave: 'M5 5l14 14M19 5 5 19',
  letter: 'M3 5h18v14H3zM3 6l9 7 9-7',
  lock: 'M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4M12 15v2.5',
  moon: 'M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5zM17 3v4M15 5h4',
  name: 'M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c1-5 4-7 8-7s7 2 8 7',
  paper: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  passport: 'M5 2h14v20H5zM12 14a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM8 10h8M12 6c-1.5 2-1.5 6 0 8M12 6c1.5 2 1.5 6 0 8M9 18h6',
  pen: 'M4 20l1-5L16 4l4 4L9 19zM13.5 6.5l4 4',
  phone: 'M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A15 15 0 0 1 3 6a2 2 0 0 1 2-2z',
  place: 'M12 21.5s-7-6.8-7-12a7 7 0 0 1 14 0c0 5.2-7 12-7 12zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  question:
    'M8.5 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2 21c.5-5 3-7.5 6.5-7.5S14.5 16 15 21M16.5 5.5a2.7 2.7 0 1 1 3.7 2.5c-.7.3-1.2.9-1.2 1.7v.8M19 13.5v.1',
  quiet: 'M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6zM4 20 20 4',
  road: 'M8 21 10.5 3M16 21 13.5 3M12 5v2M12 11v2.5M12 17v3M3 21h18',
  scales: 'M12 3v18M8 21h8M5 6h14M5 6l-3 8h6zM19 6l-3 8h6z',
  shield: 'M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6zM8.5 12l2.5 2.5 4.5-5',
  speech:
    'M6 12a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM1.5 21c.3-4.5 2-6.5 4.5-6.5s4.2 2 4.5 6.5M11 2.5h11.5V11H16l-3 3v-3h-2zM14 6.8h.1M16.7 6.8h.1M19.5 6.8h.1',
  threat: 'M2.5 3h19v13H12l-4 4.5V16H2.5zM13 5.5 9.5 10h5L11 14.5',
  told: 'M4 5h16v11h-8l-4 4v-4H4zM8 9h8M8 12h5',
  warning: 'M12 3 22 20.5H2zM12 9v5.5M12 17.5v.1',
};

/** The path of a picture, for other kinds of paper. */
export const pictureLine = (name: string | undefined): string | undefined =>
  name !== undefined && Object.hasOwn(lines, name) ? lines[name] : undefined;

/** Whether there is a picture of this name. */
export const isPicture = (name: string): boolean => Object.hasOwn(lines, name);

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
