import { describe, expect, it } from 'vitest';
import { rejectsCsv } from '#api/intake/rejects_csv.ts';
import { rowSplitter } from '#api/intake/read/split_rows.ts';

const reject = {
  line: 7,
  column: 'Date',
  value: '31/02/2025',
  reason: 'is a day that the month does not have',
};

describe('rejected rows, as a file', () => {
  it('has a header, one line each, and a mark so that Excel reads UTF-8', () => {
    expect(rejectsCsv([reject])).toBe(
      '\ufeffline,column,value,reason\r\n7,Date,31/02/2025,is a day that the month does not have\r\n',
    );
  });

  it('names the file where they come from an archive', () => {
    const [header] = rejectsCsv([{ ...reject, part: 'a.csv' }]).split('\r\n');
    expect(header).toBe('\ufefffile,line,column,value,reason');
  });

  it.each(['=1+1', '+44', '-1', '@sum', '\tx', '\rx'])('never runs %j as a formula', (value) => {
    const [, row] = rowSplitter(',').push(rejectsCsv([{ ...reject, value }])).rows;
    expect(row?.[2]).toBe(`'${value}`);
  });

  it('keeps commas, quotation marks and line breaks as they were', () => {
    const value = 'a,"b"\nc';
    const [, row] = rowSplitter(',').push(rejectsCsv([{ ...reject, value }])).rows;
    expect(row?.[2]).toBe(value);
  });
});
