-- Whether anything is due. ARGV[1] frozen clock or ''   Returns {now in microseconds, earliest score or ''}
return {string.format('%d', clock(ARGV[1])), next_due(0)}
