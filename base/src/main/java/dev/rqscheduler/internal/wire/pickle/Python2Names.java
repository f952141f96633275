/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.pickle;

import dev.rqscheduler.api.PyValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Maps Python 2's names of modules and classes, used in pickles of protocols 0 to 2, to those of Python 3. Source:
 * CPython's {@code Lib/_compat_pickle.py}, 3.14.
 */
final class Python2Names {
    /** Python 2's exceptions; every one is in builtins now. */
    private static final Set<String> EXCEPTIONS = Set.of("""
            ArithmeticError AssertionError AttributeError BaseException BufferError BytesWarning DeprecationWarning
            EOFError EnvironmentError Exception FloatingPointError FutureWarning GeneratorExit IOError ImportError
            ImportWarning IndentationError IndexError KeyError KeyboardInterrupt LookupError MemoryError NameError
            NotImplementedError OSError OverflowError PendingDeprecationWarning ReferenceError RuntimeError
            RuntimeWarning StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TypeError
            UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning
            UserWarning ValueError Warning ZeroDivisionError
            """.strip().split("\\s+"));

    /** Old module, new module. */
    private static final Map<String, String> MODULES = pairs("""
            BaseHTTPServer=http.server CGIHTTPServer=http.server ConfigParser=configparser Cookie=http.cookies
            Dialog=tkinter.dialog DocXMLRPCServer=xmlrpc.server FileDialog=tkinter.filedialog HTMLParser=html.parser
            Queue=queue ScrolledText=tkinter.scrolledtext SimpleDialog=tkinter.simpledialog
            SimpleHTTPServer=http.server SimpleXMLRPCServer=xmlrpc.server SocketServer=socketserver StringIO=io
            Tkconstants=tkinter.constants Tkdnd=tkinter.dnd Tkinter=tkinter UserDict=collections UserList=collections
            UserString=collections __builtin__=builtins _abcoll=collections.abc _elementtree=xml.etree.ElementTree
            _winreg=winreg anydbm=dbm cPickle=pickle cStringIO=io commands=subprocess cookielib=http.cookiejar
            copy_reg=copyreg dbhash=dbm.bsd dbm=dbm.ndbm dumbdbm=dbm.dumb dummy_thread=_dummy_thread gdbm=dbm.gnu
            htmlentitydefs=html.entities httplib=http.client markupbase=_markupbase repr=reprlib
            robotparser=urllib.robotparser test.test_support=test.support thread=_thread
            tkColorChooser=tkinter.colorchooser tkCommonDialog=tkinter.commondialog tkFileDialog=tkinter.filedialog
            tkFont=tkinter.font tkMessageBox=tkinter.messagebox tkSimpleDialog=tkinter.simpledialog ttk=tkinter.ttk
            urllib2=urllib.request urlparse=urllib.parse whichdb=dbm xmlrpclib=xmlrpc.client
            """);

    /** Old module and name, new module and name. */
    private static final Map<String, String> NAMES = pairs("""
            UserDict:IterableUserDict=collections:UserDict UserDict:UserDict=collections:UserDict
            UserList:UserList=collections:UserList UserString:UserString=collections:UserString
            __builtin__:basestring=builtins:str __builtin__:intern=sys:intern __builtin__:long=builtins:int
            __builtin__:reduce=functools:reduce __builtin__:unichr=builtins:chr __builtin__:unicode=builtins:str
            __builtin__:xrange=builtins:range _multiprocessing:Connection=multiprocessing.connection:Connection
            _socket:fromfd=socket:fromfd exceptions:StandardError=builtins:Exception itertools:ifilter=builtins:filter
            itertools:ifilterfalse=itertools:filterfalse itertools:imap=builtins:map itertools:izip=builtins:zip
            itertools:izip_longest=itertools:zip_longest
            multiprocessing.forking:Popen=multiprocessing.popen_fork:Popen
            multiprocessing.process:Process=multiprocessing.context:Process
            multiprocessing:AuthenticationError=multiprocessing.context:AuthenticationError
            multiprocessing:BufferTooShort=multiprocessing.context:BufferTooShort
            multiprocessing:ProcessError=multiprocessing.context:ProcessError
            multiprocessing:TimeoutError=multiprocessing.context:TimeoutError socket:_socketobject=socket:SocketType
            urllib2:HTTPError=urllib.error:HTTPError urllib2:URLError=urllib.error:URLError
            urllib:ContentTooShortError=urllib.error:ContentTooShortError urllib:getproxies=urllib.request:getproxies
            urllib:pathname2url=urllib.request:pathname2url urllib:quote=urllib.parse:quote
            urllib:quote_plus=urllib.parse:quote_plus urllib:unquote=urllib.parse:unquote
            urllib:unquote_plus=urllib.parse:unquote_plus urllib:url2pathname=urllib.request:url2pathname
            urllib:urlcleanup=urllib.request:urlcleanup urllib:urlencode=urllib.parse:urlencode
            urllib:urlopen=urllib.request:urlopen urllib:urlretrieve=urllib.request:urlretrieve
            whichdb:whichdb=dbm:whichdb
            """);

    private Python2Names() {}

    /** The class or function that Python 3 takes for this one when it reads protocols 0 to 2. */
    static PyValue.Global today(String module, String name) {
        String other = NAMES.get(module + ":" + name);
        if (other != null) {
            int colon = other.indexOf(':');
            return new PyValue.Global(other.substring(0, colon), other.substring(colon + 1));
        } else if (module.equals("exceptions") && EXCEPTIONS.contains(name)) {
            return new PyValue.Global("builtins", name);
        }
        return new PyValue.Global(MODULES.getOrDefault(module, module), name);
    }

    private static Map<String, String> pairs(String text) {
        var pairs = new HashMap<String, String>();
        for (String pair : text.strip().split("\\s+")) {
            int equals = pair.indexOf('=');
            pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return Map.copyOf(pairs);
    }
}
