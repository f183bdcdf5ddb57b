// The built web pages as bytes of the program: name_start .. name_end.
        .section .rodata
        .globl tarazi_page_report_start
        .globl tarazi_page_report_end
        .balign 16
tarazi_page_report_start:
        .incbin "report.html"
tarazi_page_report_end:
        .byte 0
#if defined(__linux__) && defined(__ELF__)
        .section .note.GNU-stack,"",%progbits
#endif
