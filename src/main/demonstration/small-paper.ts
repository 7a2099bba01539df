const objectsOf = (line: string): readonly string[] => {
  const drawn = `BT /F 16 Tf 40 150 Td (${line}) Tj ET`;
  return [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 298]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
    `<</Length ${drawn.length}>>stream\n${drawn}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
};

/** A PDF of one line of plain letters (ISO 32000-1 §7.5): no name, no date, no program in its properties. */
export const smallPaper = (line: string): Buffer => {
  const places: string[] = [];
  let text = '%PDF-1.4\n';
  for (const [place, object] of objectsOf(line).entries()) {
    places.push(`${String(text.length).padStart(10, '0')} 00000 n \n`);
    text += `${place + 1} 0 obj\n${object}\nendobj\n`;
  }
  const size = places.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}`;
  return Buffer.from(
    `${text}${table}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  );
};
