// Text with web addresses as plain links that tell the target nothing about this page.
// Everything is set as text nodes; no HTML in the data is ever read as HTML.
import { splitLinks } from '../lib/format';

/** A long address is shown by host and shortened path; the link keeps it whole. */
function shortAddress(address: string): string {
  const bare = address.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
  return bare.length > 60 ? `${bare.slice(0, 40)}…${bare.slice(-16)}` : bare;
}

export function Prose({ text }: { text: string }) {
  return (
    <>
      {splitLinks(text).map((part, i) => (part.link
        ? <a key={i} href={part.text} rel="noreferrer noopener">{shortAddress(part.text)}</a>
        : <span key={i}>{part.text}</span>))}
    </>
  );
}
